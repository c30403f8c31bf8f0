package dev.consent4j.examples.securitypolicy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.consent4j.examples.browser.Chromium;
import dev.consent4j.examples.browser.Visitor;
import dev.consent4j.examples.browser.WithChromium;
import dev.consent4j.policy.FetchDirective;
import dev.consent4j.servlet.enforcement.header.CspMode;
import dev.consent4j.violation.Violation;
import dev.consent4j.violation.ViolationFinding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A script tag the developer forgot to gate. */
@ExtendWith(WithChromium.class)
class SecurityPolicyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PAGE = "/orders/4711/?mail=anna@example.org";

    private static Violation forgotten(ForgetfulShop shop) {
        return new Violation(FetchDirective.SCRIPT_SRC_ELEM, shop.vendor(), "/orders/*/");
    }

    private static Object mark(Visitor visitor, String name) {
        return visitor.page().evaluate("name => document.documentElement.dataset[name] ?? null", name);
    }

    /** The findings once one of them is there, because browsers send reports when they have time. */
    private static List<Violation> findingsWith(Visitor visitor, ForgetfulShop shop, Violation awaited) {
        visitor.page()
                .waitForCondition(
                        () -> found(shop).contains(awaited),
                        new Page.WaitForConditionOptions().setTimeout(PATIENCE.toMillis()));
        return found(shop);
    }

    private static List<Violation> found(ForgetfulShop shop) {
        return shop.findings().stream().map(ViolationFinding::violation).toList();
    }

    private static String console(Chromium chromium, ForgetfulShop shop) {
        try (Visitor operator = chromium.visitor()) {
            operator.page().setExtraHTTPHeaders(Map.of(ForgetfulShop.READER, "anna"));
            operator.open(shop.page("/privacy/console/shop/findings"));
            return operator.page().innerText("table");
        }
    }

    @Test
    void doesNotRunWhileMarketingIsDeniedAndShowsUpInTheConsoleWithPageAndVendor(Chromium chromium) throws Exception {
        try (ForgetfulShop shop = new ForgetfulShop(CspMode.ENFORCE);
                Visitor visitor = chromium.visitor()) {
            visitor.open(shop.page(PAGE));

            assertNull(mark(visitor, "tag"));
            assertEquals("ran", mark(visitor, "own"));
            assertEquals(0, shop.scriptsServed());
            assertEquals(List.of(forgotten(shop)), findingsWith(visitor, shop, forgotten(shop)));

            visitor.press("Reject all");
            visitor.open(shop.page(PAGE));
            assertNull(mark(visitor, "tag"));
            assertEquals(0, shop.scriptsServed());

            String told = console(chromium, shop);
            for (String part : List.of(
                    "script-src-elem",
                    shop.vendor(),
                    "Ads of Example, denied",
                    "/orders/*/",
                    "Consent.of(request).vendor(\"ads\").permitted()")) {
                assertTrue(told.contains(part), told);
            }
            assertFalse(told.contains("4711") || told.contains("anna@"), told);
        }
    }

    @Test
    void runsWhileThePolicyIsOnlyReportedAndShowsUpAllTheSame(Chromium chromium) throws Exception {
        try (ForgetfulShop shop = new ForgetfulShop(CspMode.REPORT_ONLY);
                Visitor visitor = chromium.visitor()) {
            visitor.open(shop.page(PAGE));

            assertEquals("ran", mark(visitor, "tag"));
            assertEquals(1, shop.scriptsServed());
            assertEquals(List.of(forgotten(shop)), findingsWith(visitor, shop, forgotten(shop)));
            assertTrue(console(chromium, shop).contains("Ads of Example, denied"));
        }
    }

    @Test
    void runsOnceTheVisitorHasAcceptedAndIsNoFinding(Chromium chromium) throws Exception {
        try (ForgetfulShop shop = new ForgetfulShop(CspMode.ENFORCE);
                Visitor visitor = chromium.visitor()) {
            visitor.open(shop.page("/control"));
            visitor.press("Accept all");
            visitor.open(shop.page(PAGE));

            assertEquals("ran", mark(visitor, "tag"));
            assertEquals(1, shop.scriptsServed());

            // Another violation, after the page that must not cause one, so that silence is not mistaken for a late
            // report.
            visitor.open(shop.page("/control/later"));
            Violation control = new Violation(FetchDirective.IMG_SRC, shop.stranger(), "/control/later");
            List<Violation> found = findingsWith(visitor, shop, control);
            assertFalse(found.contains(forgotten(shop)), found.toString());
            assertTrue(console(chromium, shop).contains("undeclared"));
        }
    }
}
