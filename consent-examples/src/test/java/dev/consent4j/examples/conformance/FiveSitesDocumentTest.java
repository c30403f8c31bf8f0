package dev.consent4j.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.examples.conformance.SitePromise.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/five-sites.md}: what becomes of everything the five published texts promise or do. */
class FiveSitesDocumentTest {

    private static final Set<String> TOPICS = Set.of("channels", "rights", "ages", "events");

    /** The list of each site, and how the page calls it. */
    private static final Map<String, String> SITES = new LinkedHashMap<>();

    static {
        SITES.put("ims", "ims, a business information service (2018)");
        SITES.put("activeconversion", "activeconversion, a marketing-automation service (2018)");
        SITES.put("jmir", "jmir, a scientific publisher (2019)");
        SITES.put("imo", "imo, a messaging app (2018)");
        SITES.put("imgbin", "imgbin, an image site (2019)");
    }

    @Test
    void saysOfEveryPromiseWhatShowsItKeptWhatFindsItOrWhatItWaitsFor() throws IOException {
        StringBuilder page = new StringBuilder("# Five sites\n\n")
                .append(GeneratedDocument.howToWrite("FiveSitesDocumentTest"))
                .append("""

                        Five published privacy policies are written down as policy files (`consent-examples/src/main/resources/policies`),
                        run as sites, and held against this table. Each thing a text promises or does is a row, in our own words. It is
                        *kept*, and a test shows it; or it is a flaw, and lint must *find* it in the file; or it *waits* for a part of the
                        library that is not there yet: `channels` such as mail, requests of `rights`,
                        deletion of what belongs to a child (`ages`), and `events` such as disclosures and a change of owner.
                        """);
        SITES.forEach((site, title) -> {
            List<SitePromise> promises = promises(site);
            page.append("\n## ").append(title).append("\n\n").append(counted(promises));
            page.append("\n\n| what the text promises or does | what becomes of it |\n|---|---|\n");
            promises.forEach(promise -> page.append("| %s | %s |\n".formatted(promise.said(), promise.told())));
        });
        GeneratedDocument.assertUpToDate("five-sites.md", page.toString());
    }

    @Test
    void namesTestsThatExistAndEachAsOne() {
        List<TestCase> tests = TestSources.all();
        List<String> wrong = new ArrayList<>();
        for (String site : SITES.keySet()) {
            of(site, Outcome.KEPT)
                    .filter(name -> GeneratedDocument.named(tests, name).size() != 1)
                    .forEach(name -> wrong.add(site + ": " + GeneratedDocument.named(tests, name) + " for " + name));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void namesEveryFindingOfTheSiteAndNoOther() {
        for (String site : SITES.keySet()) {
            assertEquals(SitePromise.foundIn(site), of(site, Outcome.FOUND).collect(Collectors.toSet()), site);
        }
    }

    @Test
    void waitsForKnownTopicsOnly() {
        for (String site : SITES.keySet()) {
            of(site, Outcome.WAITS).forEach(topic -> assertTrue(TOPICS.contains(topic), site + ": " + topic));
        }
    }

    @Test
    void saysNothingTwice() {
        for (String site : SITES.keySet()) {
            Set<String> said = new HashSet<>();
            promises(site).forEach(promise -> assertTrue(said.add(promise.said()), promise.said()));
        }
    }

    @Test
    void refusesARowWithoutOneOfTheThree() {
        for (List<String> row : List.of(
                List.of("Cookies are used"),
                List.of("Cookies are used", "kept", ""),
                List.of("Cookies are used", "ignored", "for now"))) {
            assertThrows(IllegalArgumentException.class, () -> SitePromise.of(row), row::toString);
        }
    }

    private static String counted(List<SitePromise> promises) {
        Map<Outcome, Long> many =
                promises.stream().collect(Collectors.groupingBy(SitePromise::outcome, Collectors.counting()));
        return "%d rows: %d kept, %d found by lint, %d waiting."
                .formatted(
                        promises.size(),
                        many.getOrDefault(Outcome.KEPT, 0L),
                        many.getOrDefault(Outcome.FOUND, 0L),
                        many.getOrDefault(Outcome.WAITS, 0L));
    }

    private static Stream<String> of(String site, Outcome outcome) {
        return promises(site).stream()
                .filter(promise -> promise.outcome() == outcome)
                .map(SitePromise::detail);
    }

    private static List<SitePromise> promises(String site) {
        return GeneratedDocument.rows("five-sites/" + site).stream()
                .map(SitePromise::of)
                .toList();
    }
}
