package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.enforcement.cookie.SetCookieLine;
import dev.consent4j.servlet.enforcement.cookie.WebPlatformCookies;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The gated response judges each Set-Cookie line by the name a browser keeps (web-platform-tests, cookies). */
@Proves("COOKIE-2")
@Tag("vectors")
class WebPlatformGateTest {

    /** A policy takes no longer name, so longer ones are declared by a pattern. */
    private static final int LONGEST_DECLARED = 256;

    @TestFactory
    Stream<DynamicTest> letsThroughWhatABrowserKeepsUnderADeclaredName() {
        return WebPlatformCookies.all().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.title(), () -> {
                    List<SetCookieLine> all = WebPlatformCookies.jar(vector.lines());

                    List<SetCookieLine> sent = WebPlatformCookies.jar(sent(vector, Category.NECESSARY));

                    assertEquals(
                            WebPlatformCookies.header(all.stream()
                                    .filter(line -> !line.name().isEmpty())
                                    .toList()),
                            WebPlatformCookies.header(sent),
                            "only nameless cookies stay behind: no policy can declare them");
                }));
    }

    @TestFactory
    Stream<DynamicTest> withholdsWhatABrowserWouldKeepUnderADeniedName() {
        return WebPlatformCookies.all().stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.title(),
                        () -> assertEquals(
                                "", WebPlatformCookies.header(WebPlatformCookies.jar(sent(vector, "functional"))))));
    }

    @TestFactory
    Stream<DynamicTest> withholdsEveryLineThatIsNoDeletionUnderAnUndeclaredName() {
        return WebPlatformCookies.all().stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.title(),
                        () -> assertTrue(sent(vector, "").stream()
                                .allMatch(line -> SetCookieLine.read(line).deletes(TestSite.NOW)))));
    }

    /** The lines that pass when the names a browser keeps, and no others, are declared for a category. */
    private static List<String> sent(WebPlatformCookies vector, String category) {
        Set<String> names = new TreeSet<>();
        for (String line : vector.lines()) {
            String name = SetCookieLine.read(line).name();
            names.add(name.length() > LONGEST_DECLARED ? name.substring(0, LONGEST_DECLARED - 1) + "*" : name);
        }
        names.remove("");
        PolicyBuilder policy = Policy.builder("2026-11").controller("Example SA", "mailto:privacy@example.org");
        if (!category.isEmpty()) {
            names.forEach(name -> policy.declare(Declaration.cookie(name, category)));
        }
        try (ConsentService service =
                TestSite.service().site(Site.of("wpt", policy.build())).build()) {
            FakeResponse sent = new FakeResponse();
            HttpServletRequest request = FakeRequest.of().servlet();
            SiteExpiry expiry = new SiteExpiry();
            Visitor visitor = new Visitor(service.sites().get(0), request, Jurisdiction.UNKNOWN, "/privacy", expiry);
            Gate gate = Gate.of(new GateRules(false, TestSite.CLOCK), visitor, expiry, () -> "", "/privacy/choices");
            HttpServletResponse original = sent.servlet();
            gate.open(request, original);
            HttpServletResponse gated = gate.wrap(original);
            vector.lines().forEach(line -> gated.addHeader("Set-Cookie", line));
            return sent.all("Set-Cookie");
        }
    }
}
