package dev.consent4j.examples.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.consent4j.conformance.Proves;
import dev.consent4j.examples.browser.Chromium;
import dev.consent4j.examples.browser.Visitor;
import dev.consent4j.examples.browser.WithChromium;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page embeds of vendors that are denied is asked for by no browser, and a film's frame asks for permission. */
@ExtendWith(WithChromium.class)
class MarkupIT {

    private static final String ARTICLE = "/article?part=2";
    private static final String ALLOW = "Allow";
    private static final String REFUSE = "Do not allow";

    /** Tabs after which an answer has to be reached; the banner above has some of its own. */
    private static final int TABS = 20;

    private Magazine magazine;

    @BeforeEach
    void start() throws Exception {
        magazine = new Magazine();
    }

    @AfterEach
    void stop() throws Exception {
        magazine.close();
    }

    private static FrameLocator frame(Visitor visitor) {
        return visitor.page().frameLocator("iframe");
    }

    private static Locator button(Visitor visitor, String words) {
        return frame(visitor)
                .getByRole(
                        AriaRole.BUTTON,
                        new FrameLocator.GetByRoleOptions().setName(words).setExact(true));
    }

    /** Does what answers, and waits until the page is back with all its frames. */
    private static void answer(Visitor visitor, Runnable act) {
        AtomicInteger loads = new AtomicInteger();
        visitor.page().onLoad(page -> loads.incrementAndGet());
        act.run();
        visitor.page().waitForCondition(() -> loads.get() > 0);
    }

    private static String allowed(Visitor visitor) {
        return Objects.requireNonNull(visitor.page().getAttribute("html", "data-allowed"));
    }

    private static List<String> askedOf(Visitor visitor, String host) {
        return visitor.requestsTo(host).stream().map(URI::getPath).toList();
    }

    private void assertNothingIsAskedAndThePlaceholderShows(Visitor visitor) {
        assertEquals("", allowed(visitor));
        assertTrue(frame(visitor).getByText("Content from Films of Example").isVisible());
        assertTrue(button(visitor, ALLOW).isVisible());
        assertTrue(button(visitor, REFUSE).isVisible());
        assertEquals(List.of(), askedOf(visitor, Magazine.FILMS));
        assertEquals(List.of(), askedOf(visitor, Magazine.ADS));
        visitor.expectNoComplaint();
    }

    @Test
    void ofDeniedVendorsNothingIsAskedAndTheFrameSaysWhose(Chromium chromium) {
        try (Visitor visitor = chromium.visitor()) {
            visitor.open(magazine.article(ARTICLE));

            assertNothingIsAskedAndThePlaceholderShows(visitor);
        }
    }

    @Test
    void afterAllowTheNextViewShowsTheFilmAndNothingElseHasChanged(Chromium chromium) {
        try (Visitor visitor = chromium.visitor()) {
            visitor.open(magazine.article(ARTICLE));

            answer(visitor, () -> button(visitor, ALLOW).click());

            assertEquals(magazine.article(ARTICLE), visitor.page().url());
            assertEquals("films", allowed(visitor));
            assertEquals("The film", frame(visitor).locator("#film").innerText());
            assertEquals(List.of("/film/4711"), askedOf(visitor, Magazine.FILMS));
            assertEquals(List.of(), askedOf(visitor, Magazine.ADS));
            visitor.expectNoComplaint();
        }
    }

    @Test
    void afterDoNotAllowTheNextViewIsAsBefore(Chromium chromium) {
        try (Visitor visitor = chromium.visitor()) {
            visitor.open(magazine.article(ARTICLE));

            answer(visitor, () -> button(visitor, REFUSE).click());

            assertEquals(magazine.article(ARTICLE), visitor.page().url());
            assertFalse(visitor.jar().isEmpty());
            assertNothingIsAskedAndThePlaceholderShows(visitor);
        }
    }

    @Test
    void afterAcceptAllThePageIsAsTheMagazineWroteIt(Chromium chromium) {
        try (Visitor visitor = chromium.visitor()) {
            visitor.open(magazine.article(ARTICLE));

            answer(visitor, () -> visitor.press("Accept all"));

            assertEquals("films marketing", allowed(visitor));
            assertEquals("ran", visitor.page().getAttribute("html", "data-tag"));
            assertEquals(List.of("/tag.js", "/pixel.gif"), askedOf(visitor, Magazine.ADS));
            assertEquals(List.of("/film/4711"), askedOf(visitor, Magazine.FILMS));
            assertFalse(visitor.page().content().contains("data-consent-"));
            visitor.expectNoComplaint();
        }
    }

    @Proves("P-9")
    @ParameterizedTest
    @CsvSource({"0, films", "1, ''"})
    void theAnswersAreTheFramesFirstStopsForAKeyboard(int stop, String allowed, Chromium chromium) {
        try (Visitor visitor = chromium.visitor()) {
            visitor.open(magazine.article(ARTICLE));
            for (int tab = 0; tab < TABS && !isFocused(button(visitor, ALLOW)); tab++) {
                assertFalse(isFocused(button(visitor, REFUSE)));
                visitor.page().keyboard().press("Tab");
            }
            assertTrue(isFocused(button(visitor, ALLOW)));
            for (int tab = 0; tab < stop; tab++) {
                visitor.page().keyboard().press("Tab");
            }
            assertTrue(isFocused(button(visitor, List.of(ALLOW, REFUSE).get(stop))));

            answer(visitor, () -> visitor.page().keyboard().press("Enter"));

            assertEquals(allowed, allowed(visitor));
            visitor.expectNoComplaint();
        }
    }

    private static boolean isFocused(Locator element) {
        return (Boolean) element.evaluate("element => document.hasFocus() && document.activeElement === element");
    }

    @Proves("P-9")
    @Test
    void worksWithoutScripts(Chromium chromium) {
        try (Visitor visitor = chromium.visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            visitor.open(magazine.article(ARTICLE));
            assertNothingIsAskedAndThePlaceholderShows(visitor);

            answer(visitor, () -> button(visitor, ALLOW).click());

            assertEquals("films", allowed(visitor));
            assertEquals("The film", frame(visitor).locator("#film").innerText());
            assertEquals(List.of(), askedOf(visitor, Magazine.ADS));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1280, LIGHT, /article",
        "1280, DARK, /article",
        "390, LIGHT, /article",
        "390, DARK, /article",
        "390, LIGHT, /ar"
    })
    void bothAnswersWeighTheSameAndNothingIsCutOff(int width, ColorScheme colours, String path, Chromium chromium) {
        Browser.NewContextOptions device =
                new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(colours);
        try (Visitor visitor = chromium.visitor(device)) {
            visitor.open(magazine.article(path));
            BoundingBox allow = button(visitor, ALLOW).boundingBox();
            BoundingBox refuse = button(visitor, REFUSE).boundingBox();

            assertEquals(List.of(allow.width, allow.height), List.of(refuse.width, refuse.height));
            assertTrue(allow.height >= 44);
            assertEquals(look(button(visitor, ALLOW)), look(button(visitor, REFUSE)));
            for (Locator root :
                    List.of(visitor.page().locator("html"), frame(visitor).locator("html"))) {
                assertEquals(0, root.evaluate("root => Math.max(0, root.scrollWidth - root.clientWidth)"));
            }
            // The banner speaks a language that is written from the left, whatever the page around does.
            assertEquals(
                    "ltr",
                    visitor.page().locator(".pc-banner").evaluate("banner => getComputedStyle(banner).direction"));
            visitor.expectNoComplaint();
        }
    }

    private static Object look(Locator button) {
        return button.evaluate("button => ['color', 'backgroundColor', 'borderColor', 'fontWeight', 'fontSize']"
                + ".map(name => getComputedStyle(button)[name]).join()");
    }
}
