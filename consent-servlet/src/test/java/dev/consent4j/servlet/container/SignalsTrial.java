package dev.consent4j.servlet.container;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** A site that says which signals it heard and what they stop. */
final class SignalsTrial implements Trial {

    private final ConsentService service = TestSite.service()
            .site(Site.of(
                    "shop",
                    TestSite.policy().toBuilder()
                            .purpose(Purpose.builder("reach", "analytics")
                                    .legalBasis(LegalBasis.LEGITIMATE_INTEREST)
                                    .uses(Set.of(Use.TRACKING))
                                    .build())
                            .declare(Declaration.cookie("_reach", "reach"))
                            .build()))
            .build();

    @Override
    public void start(ServletContext context) {
        Trial.of(
                        ConsentFilter.builder(service).writesPerHour(1_000_000).build(),
                        new LambdaServlet((request, response) -> {
                            request.getInputStream().readAllBytes();
                            Consent consent = Consent.of(request);
                            response.getWriter()
                                    .write("heard "
                                            + consent.effective()
                                                    .visit()
                                                    .signals()
                                                    .active() + " "
                                            + consent.purpose("ads").reason() + " "
                                            + consent.purpose("reach").reason() + "\n");
                        }))
                .start(context);
    }

    @Override
    public void close() {
        service.close();
    }
}
