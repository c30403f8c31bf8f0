package dev.consent4j.servlet.enforcement.header;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.Submission;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tracking Preference Expression, 6.2 and 6.3. */
@Proves("DNT-3")
class TrackingStatusFieldTest {

    private final TrackingStatusField field = new TrackingStatusField();
    private ConsentService service = TestSite.running();

    @AfterEach
    void close() {
        service.close();
    }

    private void serve(Policy policy) {
        service.close();
        service = TestSite.service().site(Site.of("shop", policy)).build();
    }

    private String tk(FakeRequest request, String from, String... application) {
        Visitor visitor = new Visitor(
                service.sites().get(0),
                request.servlet(),
                Jurisdiction.parse(from),
                "/privacy",
                (self, answered) -> List.of());
        List<String> values = field.values(List.of(application), visitor);
        return String.join(" | ", values);
    }

    private String accepted() {
        return TestSite.cookieAfter(service.sites().get(0), Action.ACCEPT_ALL);
    }

    private String granted(String purpose) {
        SiteConsent site = service.sites().get(0);
        Submission save = new Submission(
                site.newDecisionId(),
                Action.SAVE,
                Source.BANNER,
                Map.of(purpose, Choice.GRANTED),
                Set.of(),
                Shown.NOTHING,
                false,
                false);
        GivenConsent given = site.submit(save, TestSite.undecided(site)).given();
        return site.setCookies(given, TestSite.undecided(site)).get(0).split(";", 2)[0];
    }

    /** Opt-out in California, opt-in elsewhere. */
    private static Policy californian() {
        return TestSite.policy().toBuilder()
                .jurisdictions(new ByJurisdiction<>("strict", Map.of("US-CA", "ccpa")))
                .build();
    }

    @Test
    void nothingThatTracksIsPermittedUnasked() {
        assertEquals("N;none", tk(FakeRequest.of(), "DE"));
    }

    @Test
    void whatTracksByGrantIsConsent() {
        assertEquals("C;consent", tk(FakeRequest.of("Cookie", accepted()), "DE"));
    }

    @Test
    void aSiteWithoutTrackingPurposesDoesNotTrackWhateverIsGranted() {
        serve(Policy.builder("1")
                .controller("A", "mailto:a@example.org")
                .purpose(Purpose.builder("audience", "analytics").build())
                .build());

        assertEquals("N;none", tk(FakeRequest.of("Cookie", accepted()), "DE"));
    }

    @Test
    void whatTracksUnaskedIsTrackingAlsoBesideAGrant() {
        serve(californian().toBuilder()
                .purpose(Purpose.builder("visits", "analytics")
                        .legalBasis(LegalBasis.LEGITIMATE_INTEREST)
                        .uses(Set.of(Use.TRACKING))
                        .build())
                .build());

        assertEquals("T;tracking", tk(FakeRequest.of(), "US-CA"));
        assertEquals("T;tracking", tk(FakeRequest.of("Cookie", granted("ads")), "US-CA"));
        assertEquals("C;consent", tk(FakeRequest.of("Cookie", accepted()), "US-CA"));
    }

    @Test
    void whatTracksAgainstThePreferenceOfTheRequestDisregardsIt() {
        serve(californian().toBuilder()
                .dnt(ByJurisdiction.everywhere(DntRule.IGNORE))
                .build());

        assertEquals("D;disregarding", tk(FakeRequest.of("DNT", "1"), "US-CA"));
        assertEquals("T;tracking", tk(FakeRequest.of("DNT", "0"), "US-CA"));
        assertEquals("N;none", tk(FakeRequest.of("DNT", "1", "Sec-GPC", "1"), "US-CA"));
    }

    @Test
    void aGrantIsConsentUnderThePreferenceToo() {
        assertEquals("C;consent", tk(FakeRequest.of("DNT", "1", "Cookie", accepted()), "DE"));
    }

    @Test
    void anAnswerHandedInSaysThatTheStatusMayHaveChanged() {
        FakeRequest answer = FakeRequest.of()
                .with("getMethod", "POST")
                .with("getServletPath", "/privacy")
                .with("getPathInfo", "/choices");

        assertEquals("U", tk(answer, "DE"));
        assertEquals("N;none", tk(FakeRequest.of().with("getMethod", "POST"), "DE"));
        assertEquals("N;none", tk(FakeRequest.of().with("getServletPath", "/privacy/choices"), "DE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "N|N;none",
                "N;mine|N;none",
                "C|C;consent",
                "P;mine|P",
                "T;mine/x|T;tracking",
                "D|D;disregarding",
                "A;of-a-regime|A",
                "!|N;none",
                "?;mine|N;none",
                "G|N;none",
                "U|N;none",
                "t|t",
                "T;|N;none",
                "Tracking|N;none",
                "é|N;none"
            })
    void theApplicationMayAdmitMoreTrackingThanFollowsFromConsentNeverLess(String application, String sent) {
        assertEquals(sent, tk(FakeRequest.of(), "DE", application));
    }

    @Test
    void ofSeveralValuesTheOneThatAdmitsMostIsSent() {
        assertEquals("T;tracking", tk(FakeRequest.of(), "DE", "C", "T", "N"));
        assertEquals("C;consent", tk(FakeRequest.of("Cookie", accepted()), "DE", "N"));
        assertEquals("N;none", tk(FakeRequest.of(), "DE", ""));
    }

    @Test
    void reportModeClaimsNothingAndLeavesTheWordToTheApplication() {
        service.close();
        service = TestSite.service()
                .site(Site.of("shop", TestSite.policy()))
                .reportOnly()
                .build();

        assertEquals("!;testing", tk(FakeRequest.of(), "DE"));
        assertEquals("T;mine", tk(FakeRequest.of(), "DE", "T;mine"));
    }
}
