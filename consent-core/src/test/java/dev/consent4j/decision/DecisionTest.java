package dev.consent4j.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTest {

    @Test
    void sentTwiceItSaysTheSameWhoeverAndWheneverItWas() {
        Decision first = Decisions.save("ads", Choice.GRANTED);

        assertTrue(first.saysTheSameAs(Decisions.save("ads", Choice.GRANTED).by(null)));
    }

    @Test
    void saysSomethingElseWithAnotherAnswer() {
        Decision first = Decisions.save("ads", Choice.GRANTED);

        for (Decision other : List.of(
                Decisions.save("ads", Choice.DENIED),
                Decisions.save("audience", Choice.GRANTED),
                Decisions.object("ads"),
                Decisions.acceptAll())) {
            assertFalse(first.saysTheSameAs(other));
        }
        assertFalse(Decisions.optOut(Use.SALE).saysTheSameAs(Decisions.optOut(Use.SHARING)));
    }

    @Test
    void grantsAnythingOnlyWithAGrantAmongItsChoices() {
        assertTrue(Decisions.acceptAll().grantsAnything());
        assertFalse(Decisions.rejectAll().grantsAnything());
        assertFalse(Decisions.signal(Signal.GPC).grantsAnything());
    }

    @Test
    void isTheSameActByAnotherSubject() {
        Decision decision = Decisions.acceptAll();

        assertNull(decision.by(null).subject());
        assertEquals(decision, decision.by(null).by(Decisions.SUBJECT));
    }

    @Test
    void keepsWhatWasAnsweredWhateverHappensToTheMapsItWasMadeOf() {
        Map<String, Choice> choices = new HashMap<>(Map.of("ads", Choice.DENIED));
        Decision decision = Decisions.of(Action.SAVE, choices);

        choices.put("ads", Choice.GRANTED);

        assertEquals(Map.of("ads", Choice.DENIED), decision.choices());
        assertThrows(
                UnsupportedOperationException.class, () -> decision.choices().clear());
    }
}
