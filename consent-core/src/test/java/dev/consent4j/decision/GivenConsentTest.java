package dev.consent4j.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GivenConsentTest {

    private static final Act ACT = new Act(1, LocalDate.of(2026, 11, 1), LocalDate.of(2027, 5, 1), "2026-11", "gdpr");
    private static final Answer GRANTED = new Answer.Granted(ACT, GrantForm.ALL, false, false, null);
    private static final Answer DENIED = new Answer.Denied(ACT, Denial.REFUSED);

    @Test
    void startsWithNothing() {
        assertSame(GivenConsent.EMPTY, GivenConsent.orEmpty(Given.NONE));
        assertSame(GivenConsent.EMPTY, GivenConsent.orEmpty(new Given.Unreadable("forged")));
        assertEquals(Optional.empty(), GivenConsent.EMPTY.answer("ads"));
        assertFalse(GivenConsent.EMPTY.grantsAnything());
    }

    @Test
    void tellsTheAnswerToAPurpose() {
        GivenConsent given = answers(Map.of("ads", DENIED));

        assertSame(given, GivenConsent.orEmpty(given));
        assertEquals(Optional.of(DENIED), given.answer("ads"));
        assertFalse(given.grantsAnything());
        assertTrue(answers(Map.of("ads", DENIED, "audience", GRANTED)).grantsAnything());
    }

    @Test
    void keepsItsAnswersWhateverHappensToTheMapItWasMadeOf() {
        Map<String, Answer> answers = new HashMap<>(Map.of("ads", DENIED));
        GivenConsent given = answers(answers);

        answers.put("ads", GRANTED);

        assertEquals(Map.of("ads", DENIED), given.answers());
    }

    @Test
    void aLaterActHasTheHigherNumber() {
        Act second = new Act(2, ACT.day().minusDays(1), ACT.until(), "2026-11", "gdpr");

        assertTrue(second.isAfter(ACT));
        assertFalse(ACT.isAfter(second));
        assertFalse(ACT.isAfter(ACT));
    }

    private static GivenConsent answers(Map<String, Answer> answers) {
        return new GivenConsent(null, 1, answers, null, Map.of(), Map.of(), null);
    }
}
