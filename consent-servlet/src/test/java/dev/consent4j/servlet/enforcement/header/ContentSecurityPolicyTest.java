package dev.consent4j.servlet.enforcement.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Action;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.Warnings;
import dev.consent4j.servlet.request.Visitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What pages may load, by consent. */
class ContentSecurityPolicyTest {

    private static final String ALWAYS = " 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";
    private static final String REPORTS = "report-uri /privacy/csp-reports";

    private ConsentService service = TestSite.running();

    @AfterEach
    void close() {
        service.close();
    }

    private static PolicyBuilder policy() {
        return Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("audience", "analytics").build())
                .purpose(Purpose.builder("ads", "marketing").build());
    }

    private static Vendor vendor(String id, Map<String, List<String>> origins, String... purposes) {
        return new Vendor(id, id, "", Transfer.NONE, origins, List.of(), List.of(purposes), List.of());
    }

    private void serve(Policy policy) {
        serve(Site.of("shop", policy));
    }

    private void serve(Site site) {
        service.close();
        service = TestSite.service().site(site).build();
    }

    private SiteConsent site() {
        return service.sites().get(0);
    }

    private Visitor visitor(FakeRequest request, String basePath) {
        return new Visitor(site(), request.servlet(), Jurisdiction.UNKNOWN, basePath, (visitor, answered) -> List.of());
    }

    private Visitor after(Action action) {
        return visitor(FakeRequest.of("Cookie", TestSite.cookieAfter(site(), action)), "/privacy");
    }

    private Visitor nobody() {
        return visitor(FakeRequest.of(), "/privacy");
    }

    private static List<String> values(
            List<ConsentField> fields, String name, List<String> application, Visitor visitor) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .flatMap(field -> field.values(application, visitor).stream())
                .toList();
    }

    private static String enforced(Visitor visitor) {
        List<String> values = values(
                ContentSecurityPolicy.fields(CspMode.ENFORCE, "/csp-reports"),
                "Content-Security-Policy",
                List.of(),
                visitor);
        return values.isEmpty() ? "" : values.get(0);
    }

    @Test
    void holdsTheOriginsOfThePermittedVendorsAndTheSiteForTheDeclaredDirectivesOnly() {
        serve(policy().vendor(vendor("ads", Map.of("script-src", List.of("https://ADS.example")), "ads"))
                .vendor(vendor("stats", Map.of("connect-src", List.of("https://*.stats.example:*")), "audience"))
                .vendor(vendor("pay", Map.of("script-src", List.of("https://pay.example")), "necessary"))
                .vendor(vendor("idle", Map.of("img-src", List.of("https://idle.example"))))
                .origins(Map.of("script-src", List.of("https://cdn.example"), "object-src", List.of()))
                .build());

        assertEquals(
                "connect-src" + ALWAYS + "; img-src" + ALWAYS + "; object-src" + ALWAYS + "; script-src" + ALWAYS
                        + " https://cdn.example https://pay.example; " + REPORTS,
                enforced(nobody()));
        assertEquals(enforced(nobody()), enforced(after(Action.REJECT_ALL)));
        assertEquals(
                "connect-src" + ALWAYS + " https://*.stats.example:*; img-src" + ALWAYS + "; object-src" + ALWAYS
                        + "; script-src" + ALWAYS + " https://ads.example https://cdn.example https://pay.example; "
                        + REPORTS,
                enforced(after(Action.ACCEPT_ALL)));
    }

    @Test
    void permitsAVendorOnlyIfAllPurposesOfItsDeclarationsAre() {
        serve(policy().vendor(vendor("both", Map.of("img-src", List.of("https://both.example")), "audience"))
                .declare(new Declaration(
                        Technology.PIXEL, "pixel", "ads", "both", null, "/", null, false, "", Text.NONE))
                .build());
        Visitor gpc = visitor(
                FakeRequest.of("Sec-GPC", "1", "Cookie", TestSite.cookieAfter(site(), Action.ACCEPT_ALL)), "/privacy");

        for (Visitor visitor : List.of(nobody(), after(Action.ACCEPT_ALL), gpc)) {
            boolean permitted = visitor.effective().vendor("both").permitted();
            assertEquals(
                    "img-src" + ALWAYS + (permitted ? " https://both.example; " : "; ") + REPORTS, enforced(visitor));
        }
    }

    @Test
    void countsAnOriginForTheNarrowerDirectivesThatFallBackToIts() {
        serve(policy().vendor(vendor("any", Map.of("default-src", List.of("https://any.example")), "ads"))
                .vendor(vendor("scripts", Map.of("script-src", List.of("https://scripts.example")), "ads"))
                .vendor(vendor("elements", Map.of("script-src-elem", List.of("https://elements.example")), "ads"))
                .vendor(vendor("children", Map.of("child-src", List.of("https://children.example")), "ads"))
                .vendor(vendor("frames", Map.of("frame-src", List.of("https://frames.example")), "ads"))
                .vendor(vendor("workers", Map.of("worker-src", List.of("https://workers.example")), "ads"))
                .build());

        assertEquals(
                Stream.of(
                                "default-src" + ALWAYS + " https://any.example",
                                "child-src" + ALWAYS + " https://any.example https://children.example",
                                "frame-src" + ALWAYS
                                        + " https://any.example https://children.example https://frames.example",
                                "script-src" + ALWAYS + " https://any.example https://scripts.example",
                                "script-src-elem" + ALWAYS
                                        + " https://any.example https://elements.example https://scripts.example",
                                "worker-src" + ALWAYS
                                        + " https://any.example https://children.example https://scripts.example"
                                        + " https://workers.example",
                                REPORTS)
                        .toList(),
                List.of(enforced(after(Action.ACCEPT_ALL)).split("; ")));
    }

    @Test
    void isNoFieldWhereNobodyDeclaresAnOriginAndSaysSoOnce() {
        serve(policy().vendor(vendor("ads", Map.of(), "ads")).build());

        try (Warnings warnings = Warnings.of(ContentSecurityPolicy.class.getName())) {
            for (ConsentField field : ContentSecurityPolicy.fields(CspMode.ENFORCE, "/csp-reports")) {
                assertEquals(List.of("theirs"), field.values(List.of("theirs"), nobody()));
            }
            assertEquals(1, warnings.messages().size());
        }
    }

    @Test
    void standsBesideWhatTheApplicationSets() {
        serve(policy().origins(Map.of("img-src", List.of())).build());
        List<ConsentField> fields = ContentSecurityPolicy.fields(CspMode.ENFORCE, "/csp-reports");

        assertEquals(
                List.of("default-src 'none'", "img-src 'self'", "img-src" + ALWAYS + "; " + REPORTS),
                values(fields, "Content-Security-Policy", List.of("default-src 'none'", "img-src 'self'"), nobody()));
        assertEquals(
                List.of("theirs"), values(fields, "Content-Security-Policy-Report-Only", List.of("theirs"), nobody()));
    }

    @Test
    void isOnlyReportedWhereTheFilterOrTheServiceIsInReportMode() {
        serve(policy().origins(Map.of("img-src", List.of())).build());
        assertEquals(
                List.of(),
                values(
                        ContentSecurityPolicy.fields(CspMode.REPORT_ONLY, "/csp-reports"),
                        "Content-Security-Policy",
                        List.of(),
                        nobody()));
        service.close();
        service = TestSite.service()
                .site(Site.of(
                        "shop", policy().origins(Map.of("img-src", List.of())).build()))
                .reportOnly()
                .build();
        List<ConsentField> fields = ContentSecurityPolicy.fields(CspMode.ENFORCE, "/csp-reports");

        assertEquals(List.of(), values(fields, "Content-Security-Policy", List.of(), nobody()));
        assertEquals(
                List.of("img-src" + ALWAYS + "; " + REPORTS),
                values(fields, "Content-Security-Policy-Report-Only", List.of(), nobody()));
        assertEquals(List.of(), ContentSecurityPolicy.fields(CspMode.OFF, "/csp-reports"));
    }

    @Test
    void namesTheReportingEndpointOnlyWhereBrowsersUseIt() {
        serve(Site.of("shop", policy().origins(Map.of("img-src", List.of())).build())
                .hosts("www.example.org")
                .origins("https://www.example.org", "https://img.example.org"));
        List<ConsentField> fields = ContentSecurityPolicy.fields(CspMode.REPORT_ONLY, "/csp-reports");

        assertEquals(
                List.of("img-src" + ALWAYS + " https://img.example.org https://www.example.org; " + REPORTS
                        + "; report-to consent-violations"),
                values(fields, "Content-Security-Policy-Report-Only", List.of(), nobody()));
        assertEquals(
                List.of("theirs=\"/reports\"", "consent-violations=\"/privacy/csp-reports\""),
                values(fields, "Reporting-Endpoints", List.of("theirs=\"/reports\""), nobody()));
    }

    @Test
    void writesAPathThatTheClientSpelledOddlyWithoutEndingTheDirective() {
        serve(policy().origins(Map.of("img-src", List.of())).build());

        assertEquals(
                "img-src" + ALWAYS + "; report-uri /a%3Bscript-src%20%2A%2C%22%C3%BC%61/privacy/csp-reports",
                enforced(visitor(FakeRequest.of(), "/a;script-src *,\"ü%61/privacy")));
    }

    @Test
    void buildsEachPolicyOnce() {
        serve(policy().vendor(vendor("ads", Map.of("img-src", List.of("https://ads.example")), "ads"))
                .build());
        ConsentField field =
                ContentSecurityPolicy.fields(CspMode.ENFORCE, "/csp-reports").get(0);

        assertSame(
                field.values(List.of(), nobody()).get(0),
                field.values(List.of(), nobody()).get(0));
        assertSame(
                field.values(List.of(), after(Action.REJECT_ALL)).get(0),
                field.values(List.of(), nobody()).get(0));
    }
}
