package dev.consent4j.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every mistake of a policy file is told once, where it is, with what to do about it. */
class PolicyProblemsTest {

    private static final String VALID = """
            {
              "version": "2026-11",
              "role": "controller",
              "effectiveFrom": { "default": "2026-11-01", "EU": "2026-12-01" },
              "controller": { "name": "Example SA", "contact": "mailto:privacy@example.org" },
              "languages": ["en", "de"],
              "notices": { "banner": "We ask." },
              "categories": [ { "id": "social", "title": "Social" } ],
              "purposes": [
                { "id": "audience", "category": "analytics", "legalBasis": "consent", "retention": "P13M" },
                { "id": "ads", "category": "marketing", "uses": ["sale"], "dataKind": "ordinary" },
                { "id": "fraud", "category": "functional", "required": true, "justification": "Thieves." },
                { "id": "mail", "category": "marketing", "data": ["address"], "aggregateOnly": false }
              ],
              "vendors": [
                { "id": "google", "name": "Google", "country": "US", "transfer": "dpf", "optOut": "https://a.example" },
                { "id": "video", "name": "Video", "origins": { "frame-src": ["https://v.example"] } }
              ],
              "origins": ["https://img.example"],
             "cookies": [
                { "pattern": "_ga*", "purpose": "audience", "vendor": "google", "maxAge": "P2Y" },
                { "name": "_fbp", "purpose": "ads", "domain": "example.org" },
                { "name": "lang", "purpose": "fraud", "path": "/shop" }
              ],
              "declarations": [ { "technology": "local-storage", "name": "volume", "category": "social" } ],
              "jurisdictions": { "default": "strict", "EU": "gdpr", "US-CA": "ccpa", "GB": "uk" },
              "regimes": [ { "id": "uk", "base": "gdpr", "renewAfter": "P12M" } ],
              "signals": { "dnt": "object" },
              "minimumAge": { "default": 13, "EU": 16 },
              "evidence": "P3Y",
            }
            """;

    /** One mistake in the valid policy, and where it is to be told; no two are in one place. */
    private record Mistake(String right, String wrong, String path) {}

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("\"version\": \"2026-11\"", "\"version\": 202611", "version"),
            new Mistake("\"role\": \"controller\"", "\"role\": \"owner\"", "role"),
            new Mistake("\"EU\": \"2026-12-01\"", "\"EU\": \"2026-13-01\"", "effectiveFrom.EU"),
            new Mistake("\"controller\": {", "\"controler\": {", "controler"),
            new Mistake("[\"en\", \"de\"]", "[\"en\", \"DE\"]", "languages[1]"),
            new Mistake("\"banner\": \"We ask.\"", "\"banner\": 7", "notices.banner"),
            new Mistake("\"title\": \"Social\"", "\"titel\": \"Social\"", "categories[0].titel"),
            new Mistake("\"analytics\", \"legal", "\"analitycs\", \"legal", "purposes[0].category"),
            new Mistake("\"legalBasis\": \"consent\"", "\"legalBasis\": \"consnt\"", "purposes[0].legalBasis"),
            new Mistake("\"retention\": \"P13M\"", "\"retention\": \"13 months\"", "purposes[0].retention"),
            new Mistake("[\"sale\"]", "[\"sales\"]", "purposes[1].uses[0]"),
            new Mistake("\"dataKind\"", "\"dataKing\"", "purposes[1].dataKing"),
            new Mistake("\"justification\": \"Thieves.\"", "\"uses\": [\"profiling\"]", "purposes[2].uses"),
            new Mistake("\"aggregateOnly\": false", "\"granted\": true", "purposes[3].granted"),
            new Mistake("\"id\": \"mail\"", "\"id\": \"ads\"", "purposes[3].id"),
            new Mistake("[\"address\"]", "\"address\"", "purposes[3].data"),
            new Mistake("\"country\": \"US\"", "\"country\": \"usa\"", "vendors[0].country"),
            new Mistake("\"transfer\": \"dpf\"", "\"transfer\": null", "vendors[0].transfer"),
            new Mistake("\"optOut\": \"https:", "\"optOut\": \"htp:", "vendors[0].optOut[0]"),
            new Mistake("\"name\": \"Video\", ", "", "vendors[1].name"),
            new Mistake("[\"https://v.example\"]", "[\"v.example\"]", "vendors[1].origins.frame-src[0]"),
            new Mistake("[\"https://img.example\"]", "[\"https://img.example/a\"]", "origins.default-src[0]"),
            new Mistake("\"_ga*\"", "\"_ga\"", "cookies[0].pattern"),
            new Mistake("\"vendor\": \"google\"", "\"vendor\": \"gogle\"", "cookies[0].vendor"),
            new Mistake("\"maxAge\": \"P2Y\"", "\"maxAge\": \"2 years\"", "cookies[0].maxAge"),
            new Mistake("\"name\": \"_fbp\"", "\"nam\": \"_fbp\"", "cookies[1].nam"),
            new Mistake("\"example.org\"", "\".example.org\"", "cookies[1].domain"),
            new Mistake("\"name\": \"lang\"", "\"name\": \"consent\"", "cookies[2].name"),
            new Mistake("\"purpose\": \"fraud\", ", "", "cookies[2].purpose"),
            new Mistake("\"path\": \"/shop\"", "\"path\": \"shop\"", "cookies[2].path"),
            new Mistake("\"technology\": \"local-storage\"", "\"technology\": \"local\"", "declarations[0].technology"),
            new Mistake("\"US-CA\": \"ccpa\"", "\"US-CA\": \"cppa\"", "jurisdictions.US-CA"),
            new Mistake("\"base\": \"gdpr\"", "\"base\": \"gpdr\"", "regimes[0].base"),
            new Mistake("\"renewAfter\": \"P12M\"", "\"renewAfter\": \"PT1H\"", "regimes[0].renewAfter"),
            new Mistake("{ \"dnt\": \"object\" }", "{ \"dnt\": \"objct\" }", "signals.dnt"),
            new Mistake("\"EU\": 16", "\"EU\": \"sixteen\"", "minimumAge.EU"),
            new Mistake("\"evidence\": \"P3Y\"", "\"evidence\": \"for ever\"", "evidence"));

    @Test
    void hasNothingToSayAboutAPolicyWithoutMistakes() {
        assertEquals("2026-11", PolicyJson.read("valid", VALID).version());
    }

    @Test
    void tellsEachMistakeAloneWithASuggestion() {
        for (Mistake mistake : MISTAKES) {
            List<Problem> problems = problems(with(List.of(mistake)));
            assertEquals(1, problems.size(), () -> mistake + " " + problems);
            assertEquals(mistake.path(), problems.get(0).path());
            assertTrue(problems.get(0).line() > 1, problems::toString);
            assertTrue(problems.get(0).message().endsWith("."), problems::toString);
            assertTrue(problems.get(0).suggestion().endsWith(".")
                    || problems.get(0).suggestion().endsWith("?"));
        }
    }

    @Property(tries = 500)
    void tellsSeveralMistakesEachOnceInTheOrderOfTheFile(@ForAll("several") Set<Integer> chosen) {
        List<Mistake> mistakes =
                new TreeSet<>(chosen).stream().map(MISTAKES::get).toList();
        List<Problem> problems = problems(with(mistakes));
        assertEquals(
                mistakes.stream().map(Mistake::path).sorted().toList(),
                problems.stream().map(Problem::path).sorted().toList());
        for (int i = 1; i < problems.size(); i++) {
            assertTrue(problems.get(i - 1).line() <= problems.get(i).line(), problems::toString);
        }
    }

    @Provide
    Arbitrary<Set<Integer>> several() {
        return Arbitraries.integers()
                .between(0, MISTAKES.size() - 1)
                .set()
                .ofMinSize(2)
                .ofMaxSize(MISTAKES.size());
    }

    @Proves("P-5")
    @Test
    void tellsTenMistakesAsTenProblemsInTheOrderOfTheFile() {
        String text = """
                {
                  "version": "2026 11",
                  "controler": { "name": "Example SA" },
                  "purposes": [
                    { "id": "audience", "category": "analitics", "retention": "13 months" },
                    { "id": "audience", "category": "marketing", "legalBasis": "consnet" },
                    { "id": "ads", "category": "marketing", "uses": ["sale"], "required": true }
                  ],
                  "cookies": [
                    { "pattern": "_ga*", "purpose": "audiense" },
                    { "name": "_fbp", "purpose": "ads", "vendor": "facebook" }
                  ],
                  "jurisdictions": { "default": "strict", "EU": "gdpr", "US-CA": "cppa" },
                }
                """;
        assertEquals(
                List.of(
                        "2 version",
                        "3 controler",
                        "5 purposes[0].category",
                        "5 purposes[0].retention",
                        "6 purposes[1].id",
                        "6 purposes[1].legalBasis",
                        "7 purposes[2].uses",
                        "10 cookies[0].purpose",
                        "11 cookies[1].vendor",
                        "13 jurisdictions.US-CA"),
                places(text));
        String message = assertThrows(ConfigurationException.class, () -> PolicyJson.read("policy.json", text))
                .getMessage();
        assertTrue(message.startsWith("policy.json has 10 problems:"), message);
        for (String suggestion : List.of(
                "'controller'?", "'analytics'?", "'P13M'.", "'consent'?", "'audience'?", "'ccpa'?", "line 13, ")) {
            assertTrue(message.contains(suggestion), message);
        }
    }

    @Test
    void saysOnceThatAListOrObjectIsNone() {
        assertEquals(List.of("1 $"), places("[]"));
        assertEquals(List.of("1 $"), places("\"policy\""));
        assertEquals(List.of("1 purposes"), places(minimal("\"purposes\": { \"id\": \"a\" }")));
        assertEquals(List.of("1 purposes[0]"), places(minimal("\"purposes\": [ \"audience\" ]")));
        assertEquals(
                List.of("1 purposes[0].exemption"),
                places(minimal("\"purposes\": [ { \"id\": \"a\", \"category\": \"analytics\", "
                        + "\"legalBasis\": \"exempt\", \"exemption\": true } ]")));
        assertEquals(List.of("1 vendors"), places(minimal("\"vendors\": 3")));
        assertEquals(
                List.of("1 cookies[1]"),
                places(minimal("\"cookies\": [ { \"name\": \"a\", \"category\": \"functional\" }, 1 ]")));
        assertEquals(List.of("1 regimes"), places(minimal("\"regimes\": {}, \"jurisdictions\": \"own-regime\"")));
    }

    @Test
    void doesNotSayAgainWhatFollowsFromAMissingId() {
        assertEquals(
                List.of("1 purposes[0].id"),
                places(minimal("\"purposes\": [ { \"category\": \"analytics\" } ], "
                        + "\"cookies\": [ { \"name\": \"a\", \"purpose\": \"reach\" } ]")));
        assertEquals(
                List.of("1 vendors[0].id"),
                places(minimal("\"vendors\": [ { \"name\": \"V\" } ], \"cookies\": [ "
                        + "{ \"name\": \"a\", \"category\": \"functional\", \"vendor\": \"v\" } ]")));
    }

    @Test
    void readsAMisspelledFieldAllTheSameSoThatNothingFollows() {
        assertEquals(
                List.of("1 purpses", "1 cookies[0].purpose"),
                places(minimal("\"purpses\": [ { \"id\": \"audience\", \"category\": \"analytics\" } ], "
                        + "\"cookies\": [ { \"name\": \"a\", \"purpose\": \"audiense\" } ]")));
        assertEquals(
                List.of("1 cookies[0].purpos", "1 cookies[0].maxage"),
                places(minimal("\"cookies\": [ { \"name\": \"a\", \"purpos\": 5, \"maxage\": false } ]")));
        assertEquals(
                List.of("1 jurisdictions.defualt"), places(minimal("\"jurisdictions\": { \"defualt\": \"gdpr\" }")));
    }

    @Test
    void saysThatAFieldAppearsTwice() {
        assertEquals(List.of("1 link"), places(minimal("\"link\": \"/a\", \"link\": { \"deep\": [1, {\"x\": 2}] }")));
    }

    @Test
    void saysWhichOfTwoFieldsIsOneTooMany() {
        assertEquals(
                List.of("1 cookies[0].pattern", "1 cookies[0].category"),
                places(minimal("\"cookies\": [ { \"name\": \"a\", \"pattern\": \"a*\", "
                        + "\"purpose\": \"functional\", \"category\": \"functional\" } ]")));
        assertEquals(
                List.of("1 cookies[0].name"),
                places(minimal("\"cookies\": [ { \"name\": \"a*\", \"category\": \"functional\" } ]")));
    }

    @Test
    void tellsABuildersProblemUnderTheNameTheFileHasForIt() {
        assertEquals(
                List.of("1 cookies[0].category", "1 declarations[0].pattern", "1 declarations[0].description.DE"),
                places(minimal("\"cookies\": [ { \"name\": \"a\", \"category\": \"functionel\" } ], "
                        + "\"declarations\": [ { \"technology\": \"cookie\", \"pattern\": \"**\", "
                        + "\"category\": \"functional\", \"description\": { \"DE\": \"x\" } } ]")));
    }

    @Test
    void wantsARegimeToHaveABaseOrToSayWhatHasNoDefault() {
        List<Problem> problems = problems(minimal("\"regimes\": [ { \"id\": \"gdpr\" } ]"));
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).suggestion().contains("\"base\": \"gdpr\""), problems::toString);
        assertEquals(
                List.of("1 regimes[0].renewAfterRefusal"),
                places(minimal(
                        "\"regimes\": [ { \"id\": \"own\", \"model\": \"opt-out\", \"renewAfter\": \"P1M\" } ]")));
    }

    @Test
    void wantsEntriesKeptAsLongAsAnswersAreValidAndNotForEver() {
        String regime = "\"regimes\": [ { \"id\": \"uk\", \"base\": \"gdpr\", \"retention\": \"";
        assertEquals(List.of("1 regimes[0].retention"), places(minimal(regime + "P5M\" } ]")));
        assertEquals(List.of("1 regimes[0].retention"), places(minimal(regime + "P11Y\" } ]")));
    }

    @Test
    void wantsAnEvidencePeriodWhereThereIsAReasonForOne() {
        assertEquals(List.of("1 evidenceReason"), places(minimal("\"evidenceReason\": \"claims\"")));
        assertEquals(
                List.of("1 residue"),
                places(minimal("\"evidence\": \"P3Y\", \"residue\": \"" + "x".repeat(201) + "\"")));
    }

    @Test
    void doesNotCompareDaysOfWhichOneCannotBeRead() {
        assertEquals(
                List.of("1 effectiveFrom"),
                places(minimal("\"effectiveFrom\": \"tomorrow\", \"announcedOn\": \"2026-10-01\"")));
        assertEquals(
                List.of("1 effectiveFrom.default"),
                places(minimal("\"effectiveFrom\": { \"EU\": \"2026-01-01\" }, \"announcedOn\": \"2026-10-01\"")));
        assertEquals(List.of("1 announcedOn"), places(minimal("\"announcedOn\": \"2026-10-01\"")));
    }

    @Test
    void saysThatADurationInWordsIsWrittenOtherwise() {
        assertEquals("Write 'PT30M'.", suggestion("30 minutes"));
        assertEquals("Write 'P2W'.", suggestion("2 Weeks"));
        assertEquals("Leave it out for what ends with the session.", suggestion("Session"));
        assertEquals("Write it like 'P13M', 'P90D' or 'PT24H'.", suggestion("a while"));
    }

    @Test
    void repeatsNoMoreOfAValueThanAMessageBears() {
        Problem problem =
                problems(minimal("\"role\": \"" + "x\\n".repeat(1_000) + "\"")).get(0);
        assertTrue(problem.message().length() < 100, problem::toString);
        assertTrue(problem.message().indexOf('\n') < 0, problem::toString);
    }

    private static String suggestion(String duration) {
        return problems(minimal("\"evidence\": \"" + duration + "\"")).get(0).suggestion();
    }

    private static String minimal(String more) {
        return "{ \"version\": \"1\", \"controller\": { \"name\": \"Example SA\" }, " + more + " }";
    }

    private static String with(List<Mistake> mistakes) {
        String text = VALID;
        for (Mistake mistake : mistakes) {
            assertTrue(text.contains(mistake.right()), mistake::toString);
            text = text.replace(mistake.right(), mistake.wrong());
        }
        return text;
    }

    private static List<String> places(String text) {
        return problems(text).stream()
                .map(problem -> problem.line() + " " + problem.path())
                .toList();
    }

    private static List<Problem> problems(String text) {
        return assertThrows(ConfigurationException.class, () -> PolicyJson.read("policy.json", text))
                .problems();
    }
}
