package dev.consent4j.servlet.enforcement;

import dev.consent4j.ConsentService;
import dev.consent4j.ConsentServiceBuilder;
import dev.consent4j.Site;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.FakeRequest;
import dev.consent4j.servlet.FakeResponse;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.enforcement.markup.MarkupGate;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;

/** The gate of a site whose pages are rewritten, with an advertiser that its visitor has not permitted. */
final class PageTrial implements AutoCloseable {

    static final String DENIED = "<img src=\"https://ads.example/p.gif\">";
    static final String INERT = "<img data-consent-needs=\"ads\" data-consent-vendor=\"adnet\""
            + " data-consent-src=\"https://ads.example/p.gif\">";

    /** Ends in a tag that does not. */
    static final String PAGE = DENIED + "<p>end</p><img s";

    static final String REWRITTEN = INERT + "<p>end</p><img s";

    final FakeResponse sent = new FakeResponse();
    final HttpServletResponse original = sent.servlet();
    final FakeRequest fake;
    final HttpServletRequest container;
    final Gate gate;
    final HttpServletResponse response;
    final HttpServletRequest request;
    private final ConsentService service;

    PageTrial() {
        this(FakeRequest.of(), TestSite.service());
    }

    PageTrial(FakeRequest fake) {
        this(fake, TestSite.service());
    }

    private PageTrial(FakeRequest fake, ConsentServiceBuilder builder) {
        this.fake = fake;
        service = builder.site(Site.of("shop", policy())).build();
        container = fake.servlet();
        SiteExpiry expiry = new SiteExpiry();
        Visitor visitor = new Visitor(service.sites().get(0), container, Jurisdiction.UNKNOWN, "/privacy", expiry);
        gate = Gate.of(rules(), visitor, expiry, () -> "", "/privacy/choices");
        gate.open(container, original);
        response = gate.wrap(original);
        request = gate.wrap(container, response);
    }

    /** The same in report mode, where nothing is withheld. */
    static PageTrial reporting() {
        return new PageTrial(FakeRequest.of(), TestSite.service().reportOnly());
    }

    static GateRules rules() {
        return new GateRules(
                false,
                TestSite.CLOCK,
                List.of(),
                false,
                null,
                new MarkupGate((visitor, vendor, purposes) -> "/placeholder"));
    }

    PageTrial html() {
        response.setContentType("text/html;charset=UTF-8");
        return this;
    }

    private static Policy policy() {
        return Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("ads", "marketing").build())
                .declare(Declaration.cookie("basket", "necessary"))
                .vendor(new Vendor(
                        "adnet",
                        "Ad Network",
                        "US",
                        Transfer.DPF,
                        Map.of("default-src", List.of("https://ads.example")),
                        List.of(),
                        List.of("ads"),
                        List.of()))
                .build();
    }

    @Override
    public void close() {
        service.close();
    }
}
