package dev.consent4j.servlet.enforcement.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.decision.Action;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Visitor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionsPolicyFieldTest {

    private static final String OFF = "attribution-reporting=(), browsing-topics=(), interest-cohort=(),"
            + " join-ad-interest-group=(), private-aggregation=(), run-ad-auction=(), shared-storage=(),"
            + " shared-storage-select-url=()";

    private final PermissionsPolicyField field = new PermissionsPolicyField();

    private List<String> values(ConsentService service, String cookie, String... application) {
        Visitor visitor = new Visitor(
                service.sites().get(0),
                FakeRequest.of("Cookie", cookie).servlet(),
                Jurisdiction.UNKNOWN,
                "/privacy",
                (self, answered) -> List.of());
        try (service) {
            return field.values(List.of(application), visitor);
        }
    }

    private static String accepted(ConsentService service) {
        return TestSite.cookieAfter(service.sites().get(0), Action.ACCEPT_ALL);
    }

    @Test
    void switchesAdvertisingFeaturesOffWhileAnAdvertisingPurposeIsDenied() {
        assertEquals(List.of(OFF), values(TestSite.running(), "a=b"));
    }

    @Test
    void saysNothingOnceAdvertisingIsPermitted() {
        ConsentService service = TestSite.running();

        assertEquals(List.of(), values(service, accepted(service)));
    }

    @Test
    void leavesTheApplicationsValuesAsTheyAreOnceAdvertisingIsPermitted() {
        ConsentService service = TestSite.running();

        assertEquals(
                List.of("camera=()", "browsing-topics=(), broken="),
                values(service, accepted(service), "camera=()", "browsing-topics=(), broken="));
    }

    @Test
    void oneDeniedAdvertisingPurposeIsEnough() {
        Policy policy = TestSite.policy().toBuilder()
                .purpose(Purpose.builder("resale", "marketing")
                        .uses(Set.of(Use.SALE))
                        .build())
                .build();
        ConsentService service =
                TestSite.service().site(Site.of("shop", policy)).build();
        ConsentService before = TestSite.running();
        String cookie = accepted(before);
        before.close();

        assertEquals(List.of(OFF), values(service, cookie));
    }

    @Test
    void keepsTheFeaturesOffOnASiteThatDoesNotAdvertise() {
        ConsentService service = TestSite.service()
                .site(Site.of(
                        "shop",
                        Policy.builder("1")
                                .controller("A", "mailto:a@example.org")
                                .purpose(Purpose.builder("audience", "analytics")
                                        .uses(Set.of(Use.TRACKING, Use.PROFILING))
                                        .build())
                                .build()))
                .build();

        assertEquals(List.of(OFF), values(service, accepted(service)));
    }

    @Test
    void keepsWhatTheApplicationSaysOfOtherFeaturesAndNarrowsWhatItSaysOfThese() {
        assertEquals(
                List.of("camera=(self \"https://call.example\"), usb=();report-to=x, " + OFF),
                values(
                        TestSite.running(),
                        "a=b",
                        "camera=(self \"https://call.example\"), browsing-topics=*",
                        "shared-storage=(self), usb=();report-to=x, interest-cohort=()"));
    }

    @Test
    void leavesOutAMalformedValueWhichBrowsersWouldIgnoreTogetherWithOurs() {
        assertEquals(List.of(OFF), values(TestSite.running(), "a=b", "camera 'none'", "usb=()"));
    }

    @Test
    void changesNothingInReportMode() {
        ConsentService service = TestSite.service()
                .site(Site.of("shop", TestSite.policy()))
                .reportOnly()
                .build();

        assertEquals(List.of("browsing-topics=*"), values(service, "a=b", "browsing-topics=*"));
    }
}
