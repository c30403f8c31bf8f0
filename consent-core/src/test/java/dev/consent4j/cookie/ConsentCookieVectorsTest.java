package dev.consent4j.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The stored format: what these files hold stays readable, and is written like this. */
class ConsentCookieVectorsTest {

    private final JsonNode file = CookieVectors.read("given.json");
    private final ConsentCookie cookie = ConsentCookie.of(
            file.get("site").asText(),
            new CookieScope(true, null),
            FixedKeys.with(file.get("keyId").asText(), file.get("secret").asText()),
            PolicyHistory.of(policy()));

    @TestFactory
    Stream<DynamicTest> isWrittenAndReadAsEver() {
        LocalDate askAgain = LocalDate.parse(file.get("askAgain").asText());
        return vectors(file)
                .map(vector -> DynamicTest.dynamicTest(vector.get("name").asText(), () -> {
                    GivenConsent given = CookieVectors.given(vector.get("given"));
                    List<String> lines = cookie.lines(given, askAgain);

                    assertEquals(vector.get("consent").asText(), value(lines.get(0)));
                    assertEquals(vector.get("choices").asText(), value(lines.get(1)));
                    assertEquals(
                            given, cookie.read(List.of(vector.get("consent").asText())));
                }));
    }

    @TestFactory
    Stream<DynamicTest> isUnreadableWithTheSameReasonAsEver() {
        return vectors(CookieVectors.read("unreadable.json"))
                .map(vector -> DynamicTest.dynamicTest(
                        vector.get("name").asText(),
                        () -> assertEquals(
                                new Given.Unreadable(vector.get("reason").asText()),
                                cookie.read(List.of(vector.get("consent").asText())))));
    }

    private Policy policy() {
        PolicyBuilder builder =
                Policy.builder(file.get("policyVersion").asText()).controller("Example SA", "");
        for (JsonNode id : file.get("purposes")) {
            if (!id.asText().equals("necessary")) {
                builder.purpose(Purpose.builder(id.asText(), "marketing")
                        .title(Text.of(id.asText()))
                        .build());
            }
        }
        return builder.build();
    }

    private static Stream<JsonNode> vectors(JsonNode file) {
        return StreamSupport.stream(file.get("vectors").spliterator(), false);
    }

    private static String value(String line) {
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }
}
