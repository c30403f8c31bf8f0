package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chooser of the demo decides where the visitor is taken to be. */
class JurisdictionsTest {

    private static final DemoSite SITE = Demo.site("imo");

    @TempDir
    static Path data;

    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.in(data);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static Reply choose(Browser browser, String place, String back) {
        return browser.post(
                Jurisdictions.PATH, List.of(new Reply.Field("jurisdiction", place), new Reply.Field("return", back)));
    }

    @Test
    void theChosenPlaceDecidesWhichRulesApply() {
        Browser browser = demo.visitor(SITE);
        assertTrue(browser.get("/").body().contains("imo_ad [advertising]: denied"));
        Reply chosen = choose(browser, "US-CA", "/app/");
        assertEquals(303, chosen.status());
        assertEquals(List.of("/app/"), chosen.all("Location"));
        assertTrue(browser.get("/").body().contains("imo_ad [advertising]: permitted, not-opted-out"));
        choose(browser, "DE", "/");
        assertTrue(browser.get("/").body().contains("imo_ad [advertising]: denied"));
    }

    @Test
    void whatIsNotOfferedChangesNothing() {
        Browser browser = demo.visitor(SITE);
        assertEquals(303, choose(browser, "XX", "/").status());
        assertTrue(browser.cookie(Jurisdictions.COOKIE).isEmpty());
        Reply forged =
                demo.visitor(SITE).with("Cookie", Jurisdictions.COOKIE + "=XX").get("/");
        assertTrue(forged.body().contains("<option value=\"unknown\" selected>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example/", "/\\evil.example", "", "/a\r\nSet-Cookie: x=y"})
    void theWayBackNeverLeavesTheSite(String back) {
        assertEquals(List.of("/"), choose(demo.visitor(SITE), "DE", back).all("Location"));
    }
}
