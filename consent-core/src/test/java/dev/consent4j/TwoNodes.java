package dev.consent4j;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nodes of one site on one SQLite file, with the keys in a file beside it. */
final class TwoNodes implements AutoCloseable {

    static final Policy POLICY = Policy.builder("2026-11")
            .controller("Example SA", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
            .purpose(Purpose.builder("ads", Category.MARKETING)
                    .uses(Set.of(Use.SALE))
                    .legalBasis(LegalBasis.OPT_OUT)
                    .build())
            .declare(Declaration.cookie("_ga", "audience"))
            .jurisdictions(new ByJurisdiction<>("strict", Map.of("US-CA", "ccpa")))
            .build();

    static final TwoNodes NONE = new TwoNodes(null, List.of());

    private final @Nullable SqliteFile file;
    private final List<ConsentService> services;
    private @Nullable Path folder;
    private @Nullable MovableClock clock;
    private Policy policy = POLICY;

    private TwoNodes(@Nullable SqliteFile file, List<ConsentService> services) {
        this.file = file;
        this.services = services;
    }

    static Policy withEvidence(String period) {
        return POLICY.toBuilder().evidence(Lifetime.parse(period).orElseThrow()).build();
    }

    static TwoNodes of(Path folder, MovableClock clock, Policy policy) {
        TwoNodes nodes = new TwoNodes(SqliteFile.open(folder.resolve("ledger.sqlite")), new ArrayList<>());
        nodes.folder = folder;
        nodes.clock = clock;
        nodes.policy = policy;
        nodes.another();
        nodes.another();
        return nodes;
    }

    SiteConsent another() {
        if (file == null || folder == null || clock == null) {
            throw new IllegalStateException("not open");
        }
        ConsentService service = ConsentService.builder()
                .site(new Site("site", Set.of(), List.of(), PolicyHistory.of(List.of(policy)), null))
                .stores(file::ledger)
                .keys(Keyring.open(folder.resolve("keys")))
                .clock(clock)
                .build();
        services.add(service);
        return service.sites().get(0);
    }

    SiteConsent first() {
        return services.get(0).sites().get(0);
    }

    SiteConsent second() {
        return services.get(1).sites().get(0);
    }

    GivenConsent answer(SiteConsent node, GivenConsent given, Action action) {
        return answer(node, given, action, "DE");
    }

    GivenConsent answer(SiteConsent node, GivenConsent given, Action action, String place) {
        DecisionId id = node.newDecisionId();
        return node.submit(Submission.of(id, action, Source.PREFERENCES, Shown.NOTHING), visit(node, given, place))
                .given();
    }

    boolean allows(SiteConsent node, GivenConsent given, String place, String purpose) {
        return visit(node, given, place).allows(purpose);
    }

    private static EffectiveConsent visit(SiteConsent node, GivenConsent given, String place) {
        return node.evaluate(
                given.acts() == 0 ? Given.NONE : given,
                place.equals("unknown") ? Jurisdiction.UNKNOWN : Jurisdiction.parse(place),
                Person.UNKNOWN,
                Signals.NONE);
    }

    EffectiveConsent effective(Device device) {
        return device.effective(Jurisdiction.parse("DE"), Signals.NONE);
    }

    /** The value of the authenticated cookie that carries given consent. */
    String cookie(SiteConsent node, GivenConsent given) {
        String line = node.setCookies(given, visit(node, given, "DE")).stream()
                .filter(each -> each.contains("HttpOnly"))
                .findFirst()
                .orElseThrow();
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }

    @Override
    public void close() {
        services.forEach(ConsentService::close);
        services.clear();
        if (file != null) {
            file.close();
        }
    }
}
