package dev.consent4j.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomIdTest {

    @Property
    void theTextOfEveryIdIsReadBack(@ForAll @Size(16) byte[] bits) {
        assertArrayEquals(bits, SubjectId.of(bits).bits());
        assertEquals(
                Optional.of(SubjectId.of(bits)),
                SubjectId.parse(SubjectId.of(bits).text()));
        assertArrayEquals(bits, DecisionId.of(bits).bits());
        assertEquals(
                Optional.of(DecisionId.of(bits)),
                DecisionId.parse(DecisionId.of(bits).toString()));
    }

    @Property
    void whateverArrivesIsAnIdOrNone(@ForAll String text) {
        assertEquals(
                SubjectId.parse(text).map(SubjectId::toString),
                DecisionId.parse(text).map(DecisionId::toString));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAB",
                "AAAAAAAAAAAAAAAAAAAA+A",
                "AAAAAAAAAAAAAAAAAAAAAA\n"
            })
    void textOfAnotherFormIsNone(String text) {
        assertTrue(SubjectId.parse(text).isEmpty());
        assertTrue(DecisionId.parse(text).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new SubjectId(text));
        assertThrows(IllegalArgumentException.class, () -> new DecisionId(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 17})
    void anotherNumberOfBytesIsNoId(int length) {
        assertThrows(IllegalArgumentException.class, () -> SubjectId.of(new byte[length]));
    }
}
