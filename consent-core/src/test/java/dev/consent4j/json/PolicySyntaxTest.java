package dev.consent4j.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ \"version\": \"1\"; }                      | 1 | 17 | a ',' is missing",
                "{ \"version\": \"1\" \"role\": \"joint\" }     | 1 | 18 | a ',' is missing",
                "{ \"version\" \"1\" }                        | 1 | 13 | a ':' is missing",
                "{ version: \"1\" }                         | 1 | 3  | a field name is expected",
                "{ 'version': \"1\" }                       | 1 | 3  | a field name is expected",
                "{ \"version\": \"1\"                         | 1 | 17 | ends too early",
                "{ \"version\": \"1                         | 1 | 16 | ends too early",
                "{ \"version\": \"1\" } }                     | 1 | 20 | closes nothing",
                "{ \"version\": \"1\" } 7                     | 1 | 20 | follows after the end",
                "{ \"languages\": [ \"en\" }                  | 1 | 23 | closes nothing",
                "{ \"version\": one }                       | 1 | 14 | no JSON value",
                "{ \"version\": '1' }                       | 1 | 14 | no JSON value",
                "# a comment                              | 1 | 1  | no JSON value",
                "{ \"version\": \"\\q\" }                      | 1 | 16 | begins no escape",
            })
    void tellsASyntaxErrorAloneWithLineAndColumn(String text, int line, int column, String message) {
        Problem problem = only(text);
        assertTrue(problem.message().contains(message), problem::toString);
        assertEquals(line, problem.line());
        assertTrue(problem.message().startsWith("syntax error in column " + column + ": "), problem::toString);
    }

    @Test
    void countsLinesAndTellsNothingElse() {
        Problem problem = only("{\n  \"verzion\": 1,\n  // note\n  \"role\": \"nobody\"\n  \"link\": 4\n}");
        assertEquals(5, problem.line());
        assertTrue(problem.message().contains("column 3"), problem::toString);
        assertTrue(problem.message().contains("'\"link\": 4'"), problem::toString);
    }

    @Test
    void tellsThatAStringIsNotClosedOnItsLine() {
        Problem problem = only("{\n  \"version\": \"1,\n  \"role\": \"joint\"\n}");
        assertEquals(2, problem.line());
        assertTrue(problem.message().contains("not closed"), problem::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "// nothing but a comment"})
    void tellsThatATextIsEmpty(String text) {
        assertTrue(only(text).message().contains("empty"), () -> only(text).toString());
    }

    @Test
    void boundsDepthNamesStringsAndLength() {
        assertTrue(only("[".repeat(100_000)).message().contains("deeper than"));
        assertTrue(only("{\"a\":".repeat(100_000)).message().contains("deeper than"));
        assertTrue(only("{\"" + "n".repeat(100_000) + "\":1}").message().contains("too long"));
        assertTrue(only("{\"version\":\"" + "n".repeat(1_000_000) + "\"}")
                .message()
                .contains("too long"));
        assertTrue(only("{\"version\":" + "1".repeat(100_000) + "}").message().contains("too long"));
        assertTrue(only(" ".repeat(PolicyJson.MAX_LENGTH + 1)).message().contains("longer than"));
    }

    @Property
    void answersAnyTextWithAPolicyOrWithProblems(@ForAll String text) {
        for (String candidate : List.of(text, "{" + text + "}", "{\"version\":\"" + text, "{\"a\":" + text + "}")) {
            assertTrue(!problems(candidate).isEmpty());
        }
    }

    private static Problem only(String text) {
        List<Problem> problems = problems(text);
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0);
    }

    private static List<Problem> problems(String text) {
        return assertThrows(ConfigurationException.class, () -> PolicyJson.read("policy.json", text))
                .problems();
    }
}
