package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Use;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What browsers say unasked takes away, on the first request already. */
class SignalTest {

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

    static Stream<DemoSite> sites() {
        return Demo.SITES.stream();
    }

    private static boolean stoppable(Purpose purpose) {
        return !Collections.disjoint(purpose.uses(), Regime.GPC_USES);
    }

    /** Names of a site's own cookies that GPC has to stop. */
    private static Set<String> stopped(DemoSite site) {
        return site.pages().stream()
                .flatMap(page -> page.cookies().stream())
                .map(CookieAttempt::name)
                .filter(name -> demo.policy(site).cookies().find(name).stream()
                        .anyMatch(cookie -> stoppable(
                                demo.policy(site).purpose(cookie.purpose()).orElseThrow())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertStopped(DemoSite site, Browser browser, List<Reply> replies) {
        Set<String> stopped = stopped(site);
        assertFalse(stopped.isEmpty());
        for (Reply reply : replies) {
            assertTrue(Collections.disjoint(stopped, reply.cookieNames()), () -> "sets " + reply.cookieNames());
            assertFalse(reply.body().contains("src=\"http://adpartner.localhost") && embedsStopped(site));
        }
        assertTrue(Collections.disjoint(stopped, browser.cookieNames()));
    }

    private static boolean embedsStopped(DemoSite site) {
        return site.pages().stream()
                .flatMap(page -> page.embeds().stream())
                .allMatch(embed -> demo.policy(site).vendor(embed.vendor()).orElseThrow().purposes().stream()
                        .anyMatch(id -> stoppable(demo.policy(site).purpose(id).orElseThrow())));
    }

    private static String verdict(Reply page, String purpose) {
        return page.body()
                .lines()
                .filter(line -> line.contains("<code>" + purpose + ": "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(purpose + " is not told in " + page.body()));
    }

    /** In California everything but what GPC stops is allowed unasked, so that only the signal can have stopped it. */
    private static Browser inCalifornia(DemoSite site) {
        return demo.visitor(site).with("Cookie", Jurisdictions.COOKIE + "=US-CA");
    }

    @Proves({"GPC-8", "CA-2", "CA-5"})
    @ParameterizedTest
    @MethodSource("sites")
    void globalPrivacyControlStopsSaleSharingAndTargetedAdvertisingOnTheFirstRequest(DemoSite site) {
        Browser browser = inCalifornia(site).with("Sec-GPC", "1");
        Reply first = browser.get("/");
        assertStopped(site, browser, List.of(first));
        demo.policy(site).purposes().stream()
                .filter(SignalTest::stoppable)
                .forEach(purpose ->
                        assertTrue(verdict(first, purpose.id()).contains("denied, signal-gpc"), purpose.id()));
        assertStopped(site, browser, Answers.browse(browser, site));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void globalPrivacyControlStopsThemWithoutAKnownJurisdictionAndAfterAcceptingAll(DemoSite site) {
        Browser browser = demo.visitor(site).with("Sec-GPC", "1");
        assertStopped(site, browser, Answers.browse(browser, site));
        assertEquals(303, Answers.choose(browser, "accept-all").status());
        List<Reply> after = Answers.browse(browser, site);
        assertStopped(site, browser, after);
        Regime regime = demo.policy(site).regimeIn(Jurisdiction.UNKNOWN);
        Set<Use> stops = regime.gpcStops();
        demo.optionalFirstParty(site).stream()
                .filter(cookie -> !cookie.isPattern())
                .filter(cookie -> !regime.wantsExplicit(
                        demo.policy(site).purpose(cookie.purpose()).orElseThrow()))
                .filter(cookie -> Collections.disjoint(
                        stops,
                        demo.policy(site)
                                .purpose(cookie.purpose())
                                .orElseThrow()
                                .uses()))
                .forEach(cookie -> assertTrue(
                        browser.cookieNames().contains(cookie.name()),
                        () -> cookie.name() + " is not stopped by the signal"));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void acceptingAllBeforeTheSignalDoesNotHoldAgainstIt(DemoSite site) {
        Browser browser = demo.visitor(site);
        Answers.press(browser, "/", "accept-all");
        Answers.browse(browser, site);
        browser.with("Sec-GPC", "1");
        List<Reply> after = Answers.browse(browser, site);
        assertStopped(site, browser, after);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void theSignalHoldsWhenItIsNoLongerSent(DemoSite site) {
        Browser browser = inCalifornia(site);
        Browser signalling = demo.visitor(site).with("Sec-GPC", "1");
        signalling.get("/");
        String consent = demo.consent(site).cookie().name();
        browser.with("Cookie", Jurisdictions.COOKIE + "=US-CA; " + consent + "=" + signalling.cookie(consent));
        Reply later = browser.get("/");
        assertTrue(Collections.disjoint(stopped(site), later.cookieNames()));
    }

    @Proves({"CA-3", "GPC-10"})
    @ParameterizedTest
    @MethodSource("sites")
    void theChoicesPageSaysThatTheSignalWasHonoured(DemoSite site) {
        Reply choices = demo.visitor(site).with("Sec-GPC", "1").get(Answers.CHOICES);
        assertTrue(choices.body().contains("Opt-out request honoured"), choices.body());
    }

    @ParameterizedTest
    @CsvSource({"imo", "imgbin"})
    void doNotTrackChangesNoPurposeThatRestsOnConsentWhereItIsIgnored(String id) {
        DemoSite site = Demo.site(id);
        Browser plain = demo.visitor(site);
        Browser signalling = demo.visitor(site).with("DNT", "1");
        for (Browser browser : List.of(plain, signalling)) {
            Answers.choose(browser, "accept-all");
            Answers.browse(browser, site);
        }
        assertEquals(new TreeSet<>(plain.cookieNames()), new TreeSet<>(signalling.cookieNames()));
        Reply choices = demo.visitor(site).with("DNT", "1").get(Answers.CHOICES);
        assertTrue(choices.body().contains("This site does not act on it"), choices.body());
        assertTrue(choices.body().contains("changes no purpose that rests on your consent"), choices.body());
    }

    @ParameterizedTest
    @CsvSource({
        "imo, usage-measurement, unknown",
        "imo, usage-measurement, DE",
        "imo, usage-measurement, FR",
        "imgbin, popularity, unknown",
        "imgbin, popularity, DE"
    })
    void doNotTrackIsAnObjectionThereForUnknownAndEuropeanVisitors(String id, String purpose, String place) {
        DemoSite site = Demo.site(id);
        String cookie = Jurisdictions.COOKIE + "=" + place;
        Reply without = demo.visitor(site).with("Cookie", cookie).get("/");
        assertTrue(verdict(without, purpose).contains("permitted, legitimate-interest"));
        Reply with = demo.visitor(site).with("Cookie", cookie).with("DNT", "1").get("/");
        assertTrue(verdict(with, purpose).contains("denied, signal-dnt"), verdict(with, purpose));
    }

    @ParameterizedTest
    @CsvSource({"US-CA", "US-TX"})
    void doNotTrackIsIgnoredWhereNoRegimeGivesItForce(String place) {
        Reply reply = demo.visitor(Demo.site("imo"))
                .with("Cookie", Jurisdictions.COOKIE + "=" + place)
                .with("DNT", "1")
                .get("/");
        assertTrue(verdict(reply, "usage-measurement").contains("permitted"));
    }

    @ParameterizedTest
    @CsvSource({
        "jmir, usage-log, US-CA",
        "jmir, usage-log, DE",
        "activeconversion, log-analysis, US-CA",
        "activeconversion, log-analysis, unknown"
    })
    void doNotTrackIsAnObjectionOnASiteThatHonoursIt(String id, String purpose, String place) {
        Reply reply = demo.visitor(Demo.site(id))
                .with("Cookie", Jurisdictions.COOKIE + "=" + place)
                .with("DNT", "1")
                .get("/");
        assertTrue(verdict(reply, purpose).contains("denied, signal-dnt"), verdict(reply, purpose));
    }
}
