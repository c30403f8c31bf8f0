package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("consent", "contract", "exempt", "id", "max-age");

    @ParameterizedTest
    @ValueSource(strings = {"consnt", "cosnent", "Consent", "consents", "conzent"})
    void findsWhatWasMeant(String wrong) {
        assertEquals(Optional.of("consent"), Nearest.to(wrong, KNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "granted", "legitimate"})
    void findsNothingWhereNothingIsNear(String wrong) {
        assertEquals(Optional.empty(), Nearest.to(wrong, KNOWN));
    }

    @Test
    void takesUnderscoresForHyphens() {
        assertEquals(Optional.of("max-age"), Nearest.to("max_age", KNOWN));
    }

    @Test
    void suggestsWhatWasMeantElseWhatThereIs() {
        assertEquals("Did you mean 'exempt'?", Nearest.suggestion("exempted", KNOWN, "?"));
        assertEquals("Known: all.", Nearest.suggestion("zzz", KNOWN, "Known: all."));
    }

    @Test
    void doesNotCompareWhatIsTooLong() {
        assertEquals(Optional.empty(), Nearest.to("consent".repeat(100), List.of("consent".repeat(100))));
        assertEquals(Optional.empty(), Nearest.to("consent", List.of("consent".repeat(100))));
    }

    @Property
    void findsANameItselfBeforeAnyOther(@ForAll List<String> known) {
        for (String name : known) {
            Optional<String> nearest = Nearest.to(name, known);
            assertTrue(nearest.isEmpty()
                    || nearest.get().equalsIgnoreCase(name)
                    || nearest.get().length() == name.length());
        }
    }
}
