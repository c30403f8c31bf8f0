package dev.consent4j.servlet.container;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Decision;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.CopyEdit;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.PurposeBuilder;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.store.EntryQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A running site whose policy changes at midnight: one purpose materially, one in wording, one is new, one is gone. */
final class SwitchingSite implements AutoCloseable {

    static final LocalDate SWITCH = LocalDate.of(2026, 12, 1);

    final ConsentService service;
    private final RunningContainer container;
    private volatile Instant now = at(SWITCH).minusSeconds(10);

    SwitchingSite(LambdaServlet.Answer answer) throws Exception {
        service = ConsentService.builder()
                .inMemory()
                .clock(new Stepped())
                .site(Site.of("shop", PolicyHistory.of(List.of(second(), first()))))
                .build();
        ConsentFilter filter = ConsentFilter.builder(service)
                .jurisdiction(request -> Jurisdiction.parse("DE"))
                .build();
        container = Container.launch(Container.JETTY_EE11, Trial.of(filter, new LambdaServlet(answer)));
    }

    private static Policy first() {
        return Policy.builder("1")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(audience().build())
                .purpose(preferences("Preferences"))
                .purpose(ads())
                .purpose(Purpose.builder("chat", "functional").build())
                .declare(Declaration.cookie("_stats", "audience"))
                .declare(Declaration.cookie("_prefs", "prefs"))
                .declare(Declaration.cookie("_ads", "ads"))
                .declare(Declaration.cookie("_chat", "chat"))
                .build();
    }

    private static Policy second() {
        return Policy.builder("2")
                .effectiveFrom(SWITCH)
                .announcedOn(SWITCH.minusMonths(1))
                .copyEdit(new CopyEdit("Legal", "shorter, means the same"))
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(audience().data(List.of("pages seen", "age")).build())
                .purpose(preferences("Your settings"))
                .purpose(ads())
                .purpose(Purpose.builder("video", "functional").build())
                .retiredPurposes(Set.of("chat"))
                .declare(Declaration.cookie("_stats", "audience"))
                .declare(Declaration.cookie("_prefs", "prefs"))
                .declare(Declaration.cookie("_ads", "ads"))
                .declare(Declaration.cookie("_video", "video"))
                .build();
    }

    private static PurposeBuilder audience() {
        return Purpose.builder("audience", "analytics")
                .title(Text.of("Audience"))
                .data(List.of("pages seen"));
    }

    private static Purpose preferences(String title) {
        return Purpose.builder("prefs", "functional").title(Text.of(title)).build();
    }

    private static Purpose ads() {
        return Purpose.builder("ads", "marketing").uses(Set.of(Use.SHARING)).build();
    }

    private static Instant at(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Midnight passes. */
    void step() {
        now = at(SWITCH).plusSeconds(1);
    }

    int port() {
        return container.port();
    }

    SiteConsent site() {
        return service.sites().get(0);
    }

    /** The decisions in the ledger, newest first. */
    List<Decision> decisions() {
        return site().ledger().find(EntryQuery.newest(EntryKind.DECISION.id(), 50)).stream()
                .map(entry -> ((DecisionRecorded) entry.entry().orElseThrow()).decision())
                .toList();
    }

    /** Says what holds, and asks whom it should. */
    static void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Consent consent = Consent.of(request);
        EffectiveConsent effective = consent.effective();
        StringBuilder text = new StringBuilder("version " + effective.policy().version() + "; "
                + effective.prompt().id() + " " + new TreeSet<>(effective.asked()));
        Map<String, Verdict> optional = new TreeMap<>(effective.verdicts());
        optional.remove("necessary");
        optional.forEach((id, verdict) ->
                text.append("; ").append(id).append(' ').append(verdict.reason().id()));
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(text + "\n" + consent.banner());
    }

    @Override
    public void close() throws Exception {
        container.close();
        service.close();
    }

    private final class Stepped extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
