package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.Technology;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With explanations on, every page says why in its headers, in the very words of its own text. */
class ExplainTest {

    private static final String FIELD = "Consent-Explain";

    @TempDir
    static Path data;

    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.explaining(data);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    static Stream<DemoSite> sites() {
        return Demo.SITES.stream();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void theHeadersOfAPageSayWhatItsTextSays(DemoSite site) {
        Browser browser = demo.visitor(site);
        assertSameWords(browser.get("/"));
        Answers.press(browser, "/", "accept-all");
        Reply accepted = browser.get("/");
        assertSameWords(accepted);
        assertFalse(accepted.body().contains("not looked up"));
        assertFalse(accepted.body().contains("unlinked"));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void everyPageAnswersAsWithoutThem(DemoSite site) {
        Browser browser = demo.visitor(site);
        Answers.press(browser, "/", "accept-all");
        List<Integer> accepted =
                Answers.browse(browser, site).stream().map(Reply::status).toList();
        Answers.choose(browser, "reject-all");
        List<Reply> rejected = Answers.browse(browser, site);

        assertEquals(accepted, rejected.stream().map(Reply::status).toList());
        rejected.forEach(reply -> assertFalse(reply.all(FIELD).isEmpty(), reply.toString()));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void theExplanationHoldsEveryPurposeAndCookie(DemoSite site) {
        Browser browser = demo.visitor(site);
        Answers.press(browser, "/", "accept-all");

        String page = browser.get("/privacy/explain").body();

        demo.policy(site)
                .purposes()
                .forEach(purpose -> assertTrue(page.contains("<code>" + purpose.id() + "</code>"), purpose.id()));
        demo.policy(site).declarations().stream()
                .filter(declaration -> declaration.technology() == Technology.COOKIE)
                .forEach(cookie -> assertTrue(page.contains(Markup.escape(cookie.name()) + "<"), cookie.name()));
    }

    private static void assertSameWords(Reply reply) {
        assertEquals(200, reply.status());
        List<String> lines = reply.all(FIELD);
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            String sentence = line.substring(line.indexOf("; ") + 2);
            if (!line.startsWith("more; ") && !sentence.endsWith("...")) {
                assertTrue(reply.body().contains(Markup.escape(sentence)), sentence);
            }
        }
    }
}
