package dev.consent4j.lint;

import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Regimes;
import java.util.ArrayList;
import java.util.List;

/** The rows of a policy's table of jurisdictions, with the regime of each. */
final class Places {

    /** An audience for which nothing more specific is named: judged as an unknown one, the strictest. */
    private static final String DEFAULT = "default";

    private Places() {}

    /**
     * One row.
     *
     * @param name its key
     * @param jurisdiction the place, unknown for the default row
     * @param regime the rules in force there
     */
    record Place(String name, Jurisdiction jurisdiction, Regime regime) {

        boolean isOptIn() {
            return regime.model() == Model.OPT_IN;
        }

        String path() {
            return "jurisdictions." + name;
        }
    }

    static List<Place> of(Policy policy) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(
                DEFAULT,
                Jurisdiction.UNKNOWN,
                regime(policy, policy.jurisdictions().otherwise())));
        policy.jurisdictions().exceptions().forEach((name, regime) -> {
            places.add(new Place(name, new Jurisdiction(name), regime(policy, regime)));
        });
        return places;
    }

    static boolean anyOptIn(Policy policy) {
        return of(policy).stream().anyMatch(Place::isOptIn);
    }

    private static Regime regime(Policy policy, String id) {
        return policy.regimes().stream()
                .filter(regime -> regime.id().equals(id))
                .findFirst()
                .orElseGet(() -> Regimes.find(id).orElse(Regimes.STRICT));
    }
}
