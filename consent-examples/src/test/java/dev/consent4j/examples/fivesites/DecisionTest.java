package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a visitor decides holds on every page of every site, however the page answers. */
class DecisionTest {

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

    static Stream<Arguments> pages() {
        return sites().flatMap(site -> Demo.paths(site).stream().map(path -> Arguments.of(site, path)));
    }

    /** Names set by a reply, the library's own left out. */
    private static Set<String> set(DemoSite site, Reply reply) {
        return reply.cookieNames().stream()
                .filter(name -> !demo.own(site, name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertOnlyNecessary(DemoSite site, Reply reply) {
        set(site, reply).forEach(name -> assertTrue(demo.necessary(site).test(name), name + " is optional"));
    }

    @Proves({"EU-1", "EU-15", "DE-1"})
    @ParameterizedTest
    @MethodSource("pages")
    void withoutADecisionOnlyNecessaryCookiesAreSet(DemoSite site, String path) {
        Reply reply = demo.visitor(site).get(path);
        assertOnlyNecessary(site, reply);
        assertTrue(reply.cookieNames().stream().noneMatch(name -> demo.own(site, name)));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void theFirstPageSetsItsNecessaryCookies(DemoSite site) {
        assertFalse(demo.visitor(site).get("/").cookieNames().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("sites")
    void allowingEverythingLeadsBackAndTheNextPagesSetWhatThePolicyAllows(DemoSite site) {
        Browser browser = demo.visitor(site);
        Reply accepted = Answers.allowEverything(browser, "/");
        assertEquals(303, accepted.status());
        assertEquals(List.of("/"), accepted.all("Location"));
        for (DemoPage page : site.pages()) {
            Set<String> expected = page.cookies().stream()
                    .map(CookieAttempt::name)
                    .filter(name -> !demo.policy(site).cookies().find(name).isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> found = set(site, browser.get(page.path()));
            assertTrue(found.containsAll(expected), () -> page.path() + " sets " + found + " and not " + expected);
        }
    }

    @Proves("EU-8")
    @ParameterizedTest
    @MethodSource("sites")
    void acceptingAllSetsNothingForWhatNeedsAYesOfItsOwn(DemoSite site) {
        Browser browser = demo.visitor(site);
        Answers.press(browser, "/", "accept-all");
        Answers.browse(browser, site);
        Policy policy = demo.policy(site);
        demo.optionalFirstParty(site).stream()
                .filter(cookie -> policy.regimeIn(Jurisdiction.UNKNOWN)
                        .wantsExplicit(policy.purpose(cookie.purpose()).orElseThrow()))
                .forEach(cookie -> assertFalse(browser.cookieNames().contains(cookie.name()), cookie.name()));
    }

    @Proves({"P-1", "EU-13"})
    @ParameterizedTest
    @MethodSource("sites")
    void anUndeclaredCookieIsWithheldAlsoFromOneWhoAcceptedAll(DemoSite site) {
        Browser browser = demo.visitor(site);
        Answers.press(browser, "/", "accept-all");
        for (Reply reply : Answers.browse(browser, site)) {
            reply.cookieNames()
                    .forEach(name -> assertTrue(
                            demo.own(site, name)
                                    || !demo.policy(site).cookies().find(name).isEmpty(),
                            name + " is undeclared"));
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void acceptedVendorsAreEmbeddedAndOthersAreNot(DemoSite site) {
        DemoPage page = site.pages().stream()
                .filter(each -> !each.embeds().isEmpty())
                .findFirst()
                .orElseThrow();
        Browser browser = demo.visitor(site);
        assertFalse(browser.get(page.path()).body().contains("src=\"http://adpartner.localhost"));
        Answers.press(browser, "/", "accept-all");
        assertTrue(browser.get(page.path()).body().contains("src=\"http://adpartner.localhost"));
    }

    @Proves("EU-15")
    @ParameterizedTest
    @MethodSource("sites")
    void afterRejectingAllNothingOptionalIsSetOnAnyDispatch(DemoSite site) {
        Browser browser = demo.visitor(site);
        assertEquals(303, Answers.press(browser, "/", "reject-all").status());
        for (Reply reply : Answers.browse(browser, site)) {
            assertOnlyNecessary(site, reply);
        }
        browser.cookieNames()
                .forEach(name ->
                        assertTrue(demo.own(site, name) || demo.necessary(site).test(name), name));
    }

    @Proves("EU-6")
    @ParameterizedTest
    @MethodSource("sites")
    void oneWhoRejectedAllGetsEveryPageThatOneWhoAcceptedAllGets(DemoSite site) {
        Browser rejecting = demo.visitor(site);
        Answers.press(rejecting, "/", "reject-all");
        Browser accepting = demo.visitor(site);
        Answers.press(accepting, "/", "accept-all");
        List<Integer> accepted =
                Answers.browse(accepting, site).stream().map(Reply::status).toList();
        assertTrue(accepted.contains(200), accepted::toString);
        assertEquals(
                accepted,
                Answers.browse(rejecting, site).stream().map(Reply::status).toList());
    }

    @Proves("EU-2")
    @ParameterizedTest
    @MethodSource("sites")
    void savingSingleChoicesSetsThoseOnly(DemoSite site) {
        Browser browser = demo.visitor(site);
        Reply choices = browser.get(Answers.CHOICES);
        Form form = Form.withButton(choices.body(), "action", "save");
        Declaration chosen = demo.optionalFirstParty(site).get(0);
        List<Reply.Field> fields = new java.util.ArrayList<>(form.fields());
        fields.removeIf(field -> field.name().equals("purpose"));
        fields.add(new Reply.Field("action", "save"));
        fields.add(new Reply.Field("purpose", chosen.purpose()));
        assertEquals(303, browser.post(form.action(), fields).status());
        Answers.browse(browser, site);
        Set<String> purposes = browser.cookieNames().stream()
                .filter(name -> !demo.own(site, name) && !demo.necessary(site).test(name))
                .flatMap(name -> demo.policy(site).cookies().find(name).stream())
                .map(Declaration::purpose)
                .collect(Collectors.toSet());
        assertEquals(Set.of(chosen.purpose()), purposes);
    }

    @Proves({"EU-5", "COOKIE-8"})
    @ParameterizedTest
    @MethodSource("sites")
    void withdrawingDeletesEveryDeclaredCookieOnItsOwnPathAndDomain(DemoSite site) {
        Browser browser = demo.visitor(site);
        Answers.allowEverything(browser, "/");
        Answers.browse(browser, site);
        demo.optionalFirstParty(site)
                .forEach(cookie -> assertTrue(
                        browser.cookieNames().stream()
                                .anyMatch(name ->
                                        demo.policy(site).cookies().find(name).contains(cookie)),
                        () -> cookie.name() + " was never set"));

        Reply withdrawn = Answers.choose(browser, "withdraw");
        assertEquals(303, withdrawn.status());
        for (Declaration cookie : demo.optionalFirstParty(site)) {
            if (!cookie.isPattern()) {
                String domain = cookie.domain() == null ? "" : cookie.domain();
                assertTrue(
                        withdrawn.cookies().stream()
                                .anyMatch(line -> line.deletes()
                                        && line.name().equals(cookie.name())
                                        && line.path().equals(cookie.path())
                                        && line.domain().equals(domain)),
                        () -> cookie.name() + " is not deleted by " + withdrawn.all("Set-Cookie"));
            }
        }
        // Names a pattern stands for are only known where the browser shows them.
        Answers.browse(browser, site);
        browser.cookieNames()
                .forEach(name -> assertTrue(
                        demo.own(site, name) || demo.necessary(site).test(name), () -> name + " is still there"));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void everyReadablePageShowsTheBannerTheStripAndTheLink(DemoSite site) {
        for (DemoPage page : site.pages()) {
            Reply reply = demo.visitor(site).get(page.path());
            if (reply.status() != 302) {
                assertTrue(reply.body().contains("name=\"action\""), page.path());
                assertTrue(reply.body().contains("What happened to this page"), page.path());
                assertTrue(reply.body().contains("\">Privacy choices</a>"), page.path());
                assertTrue(reply.body().contains("withheld"), page.path());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void theBannerIsInTheLanguageOfTheBrowser(DemoSite site) {
        Reply german =
                demo.visitor(site).with("Accept-Language", "de-AT, en;q=0.5").get("/");
        assertTrue(german.body().contains("Alle ablehnen") || german.body().contains("ablehnen"), german.body());
    }
}
