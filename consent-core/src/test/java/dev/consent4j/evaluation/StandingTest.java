package dev.consent4j.evaluation;

import static dev.consent4j.evaluation.VisitBuilder.visit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.conformance.Proves;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rule 7: what holds as long as nobody has answered. */
class StandingTest {

    private final JsonNode table = table();

    @Proves({"EU-8", "EU-15"})
    @TestFactory
    Stream<DynamicTest> followsRegimeBasisDataAndStorage() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < table.get("places").size(); i++) {
            String place = table.get("places").get(i).asText();
            EffectiveConsent consent = visit().from(place).evaluated();
            int column = i;
            table.get("reasons").properties().forEach(row -> {
                String expected = row.getValue().get(column).asText();
                tests.add(DynamicTest.dynamicTest(
                        row.getKey() + " in " + place + " is " + expected,
                        () -> assertEquals(
                                expected, consent.purpose(row.getKey()).reason().id())));
            });
        }
        return tests.stream();
    }

    @Test
    void isToldForEveryPurposeOfThePolicy() {
        TreeSet<String> told = new TreeSet<>();
        table.get("reasons").fieldNames().forEachRemaining(told::add);

        assertEquals(told, new TreeSet<>(visit().evaluated().verdicts().keySet()));
    }

    @Test
    void saysWhyInPlainWords() {
        assertTrue(explained("audience", "DE").contains("something is stored on the device, needs a grant under gdpr"));
        assertTrue(explained("tips", "DE").contains("rests on notice, needs a grant under gdpr"));
        assertTrue(explained("health", "DE").contains("special data, needs a grant under gdpr"));
        assertTrue(explained("security", "DE").contains("legitimate-interest under gdpr"));
        assertTrue(explained("ads", "US-CA").contains("consent under ccpa"));
    }

    private static String explained(String purpose, String place) {
        return visit().from(place).purpose(purpose).explain();
    }

    private static JsonNode table() {
        try (InputStream in = StandingTest.class.getResourceAsStream("/vectors/evaluation/standing.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}
