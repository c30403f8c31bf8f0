package dev.consent4j.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.consent4j.examples.conformance.Clause.Standing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md}: which tests prove which clause, and which clauses no test proves. */
class ConformanceDocumentTest {

    private static final Pattern NUMBERED = Pattern.compile("([A-Z0-9]+)-(\\d+)");
    private static final List<Clause> CLAUSES =
            GeneratedDocument.rows("clauses").stream().map(Clause::of).toList();

    /** The tests that name a clause, by its id. */
    private static final Map<String, Set<String>> PROVEN_BY = new TreeMap<>();

    @BeforeAll
    static void readTheSources() {
        List<TestCase> cases = TestSources.all();
        for (TestCase test : cases) {
            test.proves()
                    .forEach(id -> PROVEN_BY
                            .computeIfAbsent(id, ignored -> new TreeSet<>())
                            .add(test.shortName(cases)));
        }
    }

    @Test
    void listsEveryClauseWithItsTestsOrWithWhatIsMissing() throws IOException {
        StringBuilder page = new StringBuilder("# Conformance\n\n")
                .append(GeneratedDocument.howToWrite("ConformanceDocumentTest"))
                .append("""

                        A test that proves a clause of a law, of a specification or of our own promises says so in its source, with
                        `@Proves("EU-1")`. This page is made of those annotations. *Open* means that no test proves the clause, or not all
                        of it, and says what is missing; *not applicable* means that it asks nothing of this library. Nothing here is
                        legal advice: a proved clause is one whose testable part holds.

                        """)
                .append(counted())
                .append("\n");
        String part = "";
        for (Clause clause : CLAUSES) {
            if (!partOf(clause).equals(part)) {
                part = partOf(clause);
                page.append("\n## ").append(part);
                page.append("\n\n| id | source | clause | standing | tests |\n|---|---|---|---|---|\n");
            }
            page.append(row(clause));
        }
        GeneratedDocument.assertUpToDate("conformance.md", page.toString());
    }

    @Test
    void noTestNamesAClauseThatIsNotListed() {
        Set<String> unknown = new TreeSet<>(PROVEN_BY.keySet());
        CLAUSES.forEach(clause -> unknown.remove(clause.id()));
        assertEquals(Set.of(), unknown);
        assertFalse(PROVEN_BY.isEmpty());
    }

    @Test
    void whatIsProvedHasTestsAndWhatDoesNotApplyHasNone() {
        assertEquals(
                List.of(),
                CLAUSES.stream()
                        .flatMap(clause -> clause.contradictions(testsOf(clause)).stream())
                        .toList());
    }

    @Test
    void noClauseIsListedTwiceAndNoNumberLeftOut() {
        Set<String> ids = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Clause clause : CLAUSES) {
            Matcher number = NUMBERED.matcher(clause.id());
            if (!ids.add(clause.id())) {
                wrong.add(clause.id() + " twice");
            } else if (number.matches() && !number.group(2).equals("1")) {
                String before = number.group(1) + "-" + (Integer.parseInt(number.group(2)) - 1);
                if (!ids.contains(before)) {
                    wrong.add(clause.id() + " without " + before);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void refusesAClauseWithoutItsReason() {
        for (String standing : List.of("", "open", "open: ", "not applicable", "proved: surely", "later: perhaps")) {
            List<String> row = List.of("EU-1", "GDPR 4(11)", "a clear act", standing);
            assertThrows(IllegalArgumentException.class, () -> Clause.of(row), standing);
        }
    }

    private static String counted() {
        Map<Standing, Long> many =
                CLAUSES.stream().collect(Collectors.groupingBy(Clause::standing, Collectors.counting()));
        return "%d clauses: %d proved, %d open or open in part, %d not applicable."
                .formatted(
                        CLAUSES.size(),
                        many.getOrDefault(Standing.PROVED, 0L),
                        many.getOrDefault(Standing.OPEN, 0L),
                        many.getOrDefault(Standing.NOT_APPLICABLE, 0L));
    }

    private static String row(Clause clause) {
        Set<String> named = testsOf(clause);
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        clause.id(),
                        clause.source(),
                        clause.said(),
                        clause.told(named),
                        named.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
    }

    private static Set<String> testsOf(Clause clause) {
        return PROVEN_BY.getOrDefault(clause.id(), Set.of());
    }

    private static String partOf(Clause clause) {
        String prefix = clause.id().replaceFirst("-.*", "");
        return switch (prefix) {
            case "P" -> "Ten promises";
            case "EU" -> "European Union";
            case "FR", "DE" -> "France and Germany";
            case "UK" -> "United Kingdom";
            case "CA", "CO", "US", "COPPA" -> "United States";
            case "BR", "QC" -> "Brazil and Quebec";
            case "DPF" -> "Transfers";
            case "GPC" -> "Global Privacy Control";
            case "DNT" -> "Do Not Track";
            case "COOKIE" -> "Cookies";
            case "SERVLET" -> "Jakarta Servlet";
            case "LOG" -> "Transparency log";
            case "RECORD" -> "Records and receipts";
            case "RFC8058" -> "Unsubscribing";
            default -> throw new IllegalArgumentException("no part for " + clause.id());
        };
    }
}
