package dev.consent4j.evaluation;

import dev.consent4j.policy.Exemption;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import java.util.function.Supplier;

/** Where a purpose stands as long as nobody has answered: by regime, legal basis there, data and storage. */
final class Standing {

    private Standing() {}

    static Finding of(Policy policy, Regime regime, Purpose purpose, LegalBasis basis) {
        if (regime.asksFor().contains(purpose.dataKind())) {
            return undecided(() -> purpose.dataKind().id() + " data, needs a grant under " + regime.id());
        }
        boolean stores = policy.stores(purpose.id());
        if (basis == LegalBasis.EXEMPT && exempt(regime, purpose)) {
            return permitted(Reason.EXEMPT, basis, regime);
        }
        if (regime.model() == Model.OPT_IN && stores) {
            return undecided(() -> "something is stored on the device, needs a grant under " + regime.id());
        }
        return switch (basis) {
            case CONTRACT -> permitted(Reason.CONTRACT, basis, regime);
            case LEGAL_OBLIGATION -> permitted(Reason.LEGAL_OBLIGATION, basis, regime);
            case LEGITIMATE_INTEREST ->
                stores ? byModel(regime, basis) : permitted(Reason.LEGITIMATE_INTEREST, basis, regime);
            default -> byModel(regime, basis);
        };
    }

    private static Finding byModel(Regime regime, LegalBasis basis) {
        return switch (regime.model()) {
            case OPT_IN -> undecided(() -> "rests on " + basis.id() + ", needs a grant under " + regime.id());
            case OPT_OUT -> permitted(Reason.NOT_OPTED_OUT, basis, regime);
            case NOTICE_ONLY, NONE -> permitted(Reason.NOTICE_ONLY, basis, regime);
        };
    }

    private static boolean exempt(Regime regime, Purpose purpose) {
        Exemption exemption = purpose.exemption();
        return exemption != null && exemption.met() && regime.exemptions().contains(exemption.kind());
    }

    private static Finding undecided(Supplier<String> detail) {
        return new Finding(Reason.UNDECIDED, detail);
    }

    private static Finding permitted(Reason reason, LegalBasis basis, Regime regime) {
        return new Finding(reason, () -> basis.id() + " under " + regime.id());
    }
}
