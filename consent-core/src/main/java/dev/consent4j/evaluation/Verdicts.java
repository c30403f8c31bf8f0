package dev.consent4j.evaluation;

import dev.consent4j.policy.Purpose;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The verdicts of effective consent by purpose id, in the order of the policy, each made when it is looked at. */
final class Verdicts extends AbstractMap<String, Verdict> {

    private final EffectiveConsent consent;

    Verdicts(EffectiveConsent consent) {
        this.consent = consent;
    }

    private int position(Object purpose) {
        return purpose instanceof String id ? consent.policy().position(id) : -1;
    }

    @Override
    public @Nullable Verdict get(Object purpose) {
        int position = position(purpose);
        return position < 0 ? null : consent.verdictAt(position);
    }

    @Override
    public boolean containsKey(Object purpose) {
        return position(purpose) >= 0;
    }

    @Override
    public Set<Map.Entry<String, Verdict>> entrySet() {
        List<Purpose> purposes = consent.policy().purposes();
        return new AbstractSet<>() {

            @Override
            public int size() {
                return purposes.size();
            }

            @Override
            public Iterator<Map.Entry<String, Verdict>> iterator() {
                return IntStream.range(0, purposes.size())
                        .mapToObj(position -> Map.entry(purposes.get(position).id(), consent.verdictAt(position)))
                        .iterator();
            }
        };
    }
}
