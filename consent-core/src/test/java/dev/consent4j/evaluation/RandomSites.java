package dev.consent4j.evaluation;

import dev.consent4j.policy.PolicyHistory;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Visits as {@link RandomVisits} throws them, to one of some random sites. */
final class RandomSites extends DomainContextBase {

    private static final List<PolicyHistory> HISTORIES = LongStream.range(0, 60)
            .mapToObj(seed -> new RandomPolicies(new Dice(seed)).history())
            .toList();

    @Provide
    Arbitrary<Visit> visitsToRandomSites() {
        return Combinators.combine(
                        Arbitraries.of(HISTORIES), Arbitraries.longs().withoutEdgeCases())
                .as((history, seed) -> new RandomVisits(new Dice(seed), history).visit())
                .dontShrink();
    }
}
