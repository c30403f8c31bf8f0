package dev.consent4j.examples.withdrawal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.Cookie;
import dev.consent4j.conformance.Proves;
import dev.consent4j.examples.browser.Chromium;
import dev.consent4j.examples.browser.Visitor;
import dev.consent4j.examples.browser.WithChromium;
import dev.consent4j.examples.withdrawal.ShopCookies.ShopCookie;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a withdrawal a real browser's jar holds necessary cookies only, whatever scope and prefix the others had. */
@ExtendWith(WithChromium.class)
class WithdrawalIT {

    /** The library's own: the choice itself is necessary to respect it. */
    private static final Set<String> OWN = Set.of("__Host-consent", "__Host-choices");

    @TempDir
    static Path directory;

    private Shop shop;

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    private Visitor acceptingVisitor(Chromium chromium, boolean sweeps) throws Exception {
        shop = new Shop(directory, sweeps);
        Visitor visitor = chromium.visitor();
        visitor.open(shop.url(Shop.HOST, "/"));
        assertEquals(scopes(List.of(ShopCookies.NECESSARY)), jar(visitor));
        visitor.press("Accept all");
        visitor.open(shop.url(Shop.HOST, "/past/earlier"));
        assertEquals(necessaryAnd(ShopCookies.OPTIONALS, ShopCookies.EARLIER), jar(visitor));
        return visitor;
    }

    @Proves({"COOKIE-8", "EU-5"})
    @ParameterizedTest
    @ValueSource(strings = {"Withdraw everything", "Reject all"})
    void theAnswerItselfDeletesEveryDeclaredCookieWhateverItsScope(String button, Chromium chromium) throws Exception {
        try (Visitor visitor = acceptingVisitor(chromium, false)) {
            visitor.open(shop.url(Shop.HOST, "/privacy/choices"));
            visitor.press(button);

            assertEquals(scopes(List.of(ShopCookies.NECESSARY)), jar(visitor));
            visitor.open(shop.url(Shop.HOST, "/catalogue/shoes/red"));
            assertEquals(scopes(List.of(ShopCookies.NECESSARY)), jar(visitor));
            visitor.expectNoComplaint();
        }
    }

    @Test
    void cookiesThatNoPolicyDeclaresStayUnlessTheyAreSwept(Chromium chromium) throws Exception {
        try (Visitor visitor = acceptingVisitor(chromium, false)) {
            visitor.open(shop.url(Shop.HOST, "/past/undeclared"));
            visitor.open(shop.url(Shop.HOST, "/privacy/choices"));
            visitor.press("Withdraw everything");

            assertEquals(necessaryAnd(ShopCookies.UNDECLARED, List.of()), jar(visitor));
        }
    }

    @Test
    void aSweepDeletesWhatNoPolicyDeclaresToo(Chromium chromium) throws Exception {
        try (Visitor visitor = acceptingVisitor(chromium, true)) {
            visitor.open(shop.url(Shop.HOST, "/past/undeclared"));
            visitor.open(shop.url(Shop.HOST, "/privacy/choices"));
            visitor.press("Withdraw everything");

            assertEquals(scopes(List.of(ShopCookies.NECESSARY)), jar(visitor));
        }
    }

    /**
     * A browser keeps one partition for each site that embeds the shop, and sends the choice made at the shop to none of
     * them. So the partition is reached only from within: on the next request that brings its cookies.
     */
    @Proves("COOKIE-6")
    @Test
    void withinAnotherSiteDeniedCookiesGoWithTheNextRequestFromThere(Chromium chromium) throws Exception {
        try (Visitor visitor = acceptingVisitor(chromium, false)) {
            visitor.open(shop.url(Shop.PORTAL, "/?/past/optional"));
            List<ShopCookie> sentFromThere = ShopCookies.OPTIONALS.stream()
                    .filter(cookie -> cookie.more().contains("SameSite=None"))
                    .toList();
            Set<String> kept = sentFromThere.stream()
                    .filter(ShopCookie::partitioned)
                    .map(cookie -> scope(cookie, Shop.PORTAL))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(
                    kept,
                    jar(visitor).stream()
                            .filter(scope -> scope.endsWith(Shop.PORTAL))
                            .collect(Collectors.toCollection(TreeSet::new)));

            visitor.open(shop.url(Shop.HOST, "/privacy/choices"));
            visitor.press("Withdraw everything");
            kept.addAll(scopes(List.of(ShopCookies.NECESSARY)));
            assertEquals(kept, jar(visitor));

            visitor.open(shop.url(Shop.PORTAL, "/?/catalogue"));
            assertEquals(scopes(List.of(ShopCookies.NECESSARY)), jar(visitor));
        }
    }

    /** Who meets the shop within another site first has made no choice there, and none can be kept there. */
    @Test
    void withinAnotherSiteCookiesOfThePastGoWithTheFirstRequest(Chromium chromium) throws Exception {
        shop = new Shop(directory, false);
        try (Visitor visitor = chromium.visitor()) {
            visitor.open(shop.url(Shop.PORTAL, "/?/past/optional"));
            assertEquals(
                    ShopCookies.OPTIONALS.stream()
                            .filter(cookie -> cookie.more().contains("SameSite=None"))
                            .map(cookie -> scope(cookie, Shop.PORTAL))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    jar(visitor));

            visitor.open(shop.url(Shop.PORTAL, "/?/catalogue"));

            assertEquals(Set.of(), jar(visitor));
        }
    }

    private static Set<String> necessaryAnd(List<ShopCookie> some, List<ShopCookie> more) {
        Set<String> scopes = scopes(List.of(ShopCookies.NECESSARY));
        scopes.addAll(scopes(some));
        scopes.addAll(scopes(more));
        return scopes;
    }

    private static Set<String> scopes(Collection<ShopCookie> cookies) {
        return cookies.stream()
                .map(cookie -> scope(cookie, ShopCookies.PARENT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scope(ShopCookie cookie, String topLevelSite) {
        return cookie.name() + " " + (cookie.domain() == null ? Shop.HOST : "." + cookie.domain()) + " " + cookie.path()
                + (cookie.partitioned() ? " in https://" + topLevelSite : "");
    }

    /** What the browser keeps of the application. */
    private static Set<String> jar(Visitor visitor) {
        return visitor.jar().stream()
                .filter(cookie -> !OWN.contains(cookie.name))
                .map(WithdrawalIT::scope)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scope(Cookie cookie) {
        return cookie.name + " " + cookie.domain + " " + cookie.path
                + (Objects.requireNonNullElse(cookie.partitionKey, "").isEmpty() ? "" : " in " + cookie.partitionKey);
    }
}
