package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.consent4j.conformance.Proves;
import dev.consent4j.examples.browser.Chromium;
import dev.consent4j.examples.browser.Visitor;
import dev.consent4j.examples.browser.WithChromium;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Vendor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real browser, scripts on, keeps and asks for on the five sites: what was allowed, all of it, and nothing else. */
@ExtendWith(WithChromium.class)
class FiveSitesIT {

    private static Demo demo;

    /** What a person does, one after the other, looking at every page after each. */
    private enum State {
        /** Has only looked. */
        BEFORE_ANY_CHOICE(false, false),
        /** Has refused in the banner. */
        REFUSED(false, false),
        /** Has allowed every purpose on the choices page. */
        ACCEPTED(true, true),
        /** Has then refused there. */
        REFUSED_AFTER_ACCEPTING(false, true),
        /** Has allowed every purpose once more. */
        ACCEPTED_AGAIN(true, true),
        /** Has withdrawn everything. */
        WITHDRAWN(false, true);

        /** Whether optional items are permitted now. */
        private final boolean permitted;

        /** Whether they once were, so that what no server can delete is still there. */
        private final boolean everPermitted;

        State(boolean permitted, boolean everPermitted) {
            this.permitted = permitted;
            this.everPermitted = everPermitted;
        }
    }

    @BeforeAll
    static void start(@TempDir Path data) {
        demo = Demo.in(data);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Proves({"EU-15", "DE-1"})
    @TestFactory
    Stream<DynamicContainer> theBrowserKeepsAndAsksForWhatWasAllowedAndNothingElse(Chromium chromium) {
        return Demo.SITES.stream().map(site -> {
            Visitor visitor = chromium.visitor();
            return DynamicContainer.dynamicContainer(
                    site.id(),
                    Stream.of(State.values())
                            .map(state ->
                                    DynamicTest.dynamicTest(site.id() + " " + state, () -> check(visitor, site, state)))
                            .onClose(visitor::close));
        });
    }

    private static void check(Visitor visitor, DemoSite site, State state) {
        arrive(visitor, site, state);
        visitor.forgetRequests();
        browse(visitor, site);

        assertEquals(expectedCookies(site, state), declarationsInJar(visitor, site));
        assertEquals(expectedStorage(site, state), storage(visitor));
        assertEquals(expectedOfThirdParty(site, state), askedOfThirdParty(visitor));
        assertEquals(expectedOwnParts(site, state), askedOwnParts(visitor, site));
        if (!state.permitted) {
            assertEquals(List.of(), visitor.requestsTo(AdPartner.HOST));
        }
        visitor.expectNoComplaintBut(FiveSitesIT::isAboutPagesThatAreNotThere);
    }

    @Proves("COOKIE-9")
    @ParameterizedTest
    @MethodSource("sites")
    void theChoicesPageNamesWhatItCannotReachAndTheWayOut(DemoSite site, Chromium chromium) {
        try (Visitor visitor = chromium.visitor()) {
            arrive(visitor, site, State.WITHDRAWN);
            visitor.open(url(site, Answers.CHOICES));
            Locator section = visitor.page().locator("section[aria-labelledby=pc-reach]");
            List<Declaration> foreign = declarations(site, Technology.COOKIE).stream()
                    .filter(FiveSitesIT::isThirdPartys)
                    .toList();
            assertTrue(!foreign.isEmpty());
            for (Declaration cookie : foreign) {
                Vendor vendor = demo.policy(site).vendor(cookie.vendor()).orElseThrow();
                Locator line = section.locator("li").filter(new Locator.FilterOptions().setHasText(vendor.name()));
                assertTrue(line.isVisible(), vendor.name());
                assertTrue(
                        line.innerText().contains("cookie " + cookie.name() + " of " + AdPartner.HOST),
                        line.innerText());
                assertEquals(
                        vendor.optOut(),
                        line.getByRole(AriaRole.LINK).all().stream()
                                .map(link -> link.getAttribute("href"))
                                .toList());
                assertEquals(vendor.optOut().isEmpty(), line.innerText().contains("delete it in your browser"));
            }
        }
    }

    static Stream<DemoSite> sites() {
        return Demo.SITES.stream();
    }

    /** Goes on from the state before. */
    private static void arrive(Visitor visitor, DemoSite site, State state) {
        switch (state) {
            case BEFORE_ANY_CHOICE -> {}
            case REFUSED -> {
                visitor.open(url(site, "/"));
                visitor.press("Reject all");
            }
            case ACCEPTED, ACCEPTED_AGAIN -> {
                // "Accept all" leaves out what needs a yes of its own.
                visitor.open(url(site, Answers.CHOICES));
                visitor.page().locator("input[name=purpose]").all().forEach(Locator::check);
                visitor.press("Save my choices");
            }
            case REFUSED_AFTER_ACCEPTING -> choose(visitor, site, "Reject all");
            case WITHDRAWN -> choose(visitor, site, "Withdraw everything");
        }
    }

    private static void choose(Visitor visitor, DemoSite site, String button) {
        visitor.open(url(site, Answers.CHOICES));
        visitor.press(button);
    }

    /** Loads every page, and waits for what is written after a page is loaded. */
    private static void browse(Visitor visitor, DemoSite site) {
        for (String path : Demo.paths(site)) {
            visitor.open(url(site, path));
            if (site.page(path).stream().anyMatch(page -> !page.own().isEmpty())) {
                visitor.page()
                        .waitForFunction("() => ![...document.querySelectorAll('[data-own]')]"
                                + ".some(slot => slot.textContent.startsWith('Waiting'))");
            }
        }
    }

    private static String url(DemoSite site, String path) {
        return "http://" + site.host() + ":" + demo.port() + path;
    }

    /** A browser reports every page that is not there; two of each site are not, on purpose. */
    private static boolean isAboutPagesThatAreNotThere(String complaint) {
        return complaint.matches(
                "console error: Failed to load resource: .* status of (404 \\(Not Found\\)|410 \\(Gone\\))");
    }

    private static Set<String> expectedCookies(DemoSite site, State state) {
        return declarations(site, Technology.COOKIE).stream()
                // Set only when a place is chosen.
                .filter(cookie -> !cookie.name().equals(Jurisdictions.COOKIE))
                .filter(cookie -> required(site, cookie)
                        || state.permitted
                        // No answer of this site can delete a cookie of the third party.
                        || state.everPermitted && isThirdPartys(cookie))
                .map(FiveSitesIT::scope)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The declarations of the jar's cookies; fails for a cookie without one, or of another scope or life. */
    private static Set<String> declarationsInJar(Visitor visitor, DemoSite site) {
        Set<String> found = new TreeSet<>();
        for (com.microsoft.playwright.options.Cookie kept : visitor.jar()) {
            if (demo.own(site, kept.name)) {
                continue;
            }
            boolean thirdPartys = kept.domain.endsWith(AdPartner.HOST);
            Declaration declared = demo.policy(site).cookies().find(kept.name).stream()
                    .filter(cookie -> isThirdPartys(cookie) == thirdPartys)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("undeclared: " + kept.name));
            // The third party sets its cookies host-only; what it may declare is a domain either way.
            assertEquals(
                    thirdPartys ? AdPartner.HOST : declared.domain() == null ? site.host() : "." + declared.domain(),
                    kept.domain,
                    kept.name);
            assertEquals(declared.path(), kept.path, kept.name);
            Lifetimes.assertLives(declared.maxAge(), kept.expires, kept.name);
            found.add(scope(declared));
        }
        return found;
    }

    private static String scope(Declaration cookie) {
        return cookie.name() + " " + cookie.domain() + " " + cookie.path();
    }

    /**
     * What storage holds. A server can empty it only by Clear-Site-Data, an option of the filter that the demo leaves off:
     * so what was kept while permitted remains after a refusal or withdrawal, and this says so.
     */
    private static Map<String, Set<String>> expectedStorage(DemoSite site, State state) {
        return Map.of(
                "local", names(site, Technology.LOCAL_STORAGE, state.everPermitted),
                "session", names(site, Technology.SESSION_STORAGE, state.everPermitted),
                "databases", names(site, Technology.INDEXED_DB, state.everPermitted));
    }

    private static Set<String> names(DemoSite site, Technology technology, boolean permitted) {
        return declarations(site, technology).stream()
                .filter(item -> permitted)
                .map(Declaration::name)
                .collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> storage(Visitor visitor) {
        return Map.of(
                "local", visitor.localStorage().keySet(),
                "session", visitor.sessionStorage().keySet(),
                "databases", databases(visitor.page()));
    }

    private static Set<String> databases(Page page) {
        Set<String> names = new HashSet<>();
        ((List<?>) page.evaluate("async () => (await indexedDB.databases()).map(each => each.name)"))
                .forEach(name -> names.add((String) name));
        return names;
    }

    private static Set<String> expectedOfThirdParty(DemoSite site, State state) {
        return site.pages().stream()
                .flatMap(page -> page.embeds().stream())
                .filter(embed -> state.permitted)
                .map(embed -> switch (embed.kind()) {
                            case SCRIPT -> "/tag.js";
                            case PIXEL -> "/pixel.gif";
                            case FRAME -> "/frame";
                        }
                        + " site=" + site.id() + "&vendor=" + embed.vendor())
                .collect(Collectors.toSet());
    }

    private static Set<String> askedOfThirdParty(Visitor visitor) {
        return visitor.requestsTo(AdPartner.HOST).stream()
                // The frame's own style sheet.
                .filter(url -> !url.getPath().equals(Stylesheet.PATH))
                .map(url -> url.getPath() + " " + url.getQuery())
                .collect(Collectors.toSet());
    }

    private static Set<String> expectedOwnParts(DemoSite site, State state) {
        return site.pages().stream()
                .flatMap(page -> page.own().stream())
                .filter(part -> state.permitted)
                .map(part -> OwnFiles.PATH + "/" + part.file())
                .collect(Collectors.toSet());
    }

    private static Set<String> askedOwnParts(Visitor visitor, DemoSite site) {
        return visitor.requestsTo(site.host()).stream()
                .map(java.net.URI::getPath)
                .filter(path -> path.startsWith(OwnFiles.PATH))
                .collect(Collectors.toSet());
    }

    private static List<Declaration> declarations(DemoSite site, Technology technology) {
        return demo.policy(site).declarations().stream()
                .filter(item -> item.technology() == technology)
                .toList();
    }

    private static boolean required(DemoSite site, Declaration item) {
        return demo.policy(site).purpose(item.purpose()).orElseThrow().required();
    }

    private static boolean isThirdPartys(Declaration cookie) {
        return AdPartner.HOST.equals(cookie.domain());
    }
}
