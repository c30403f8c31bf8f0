package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a grant counts today.
 *
 * @param granted the grant, null if there is none
 * @param failed why it does not count, null if it does or there is none
 */
record GrantCheck(
        Answer.@Nullable Granted granted, @Nullable Finding failed) {

    static final GrantCheck NONE = new GrantCheck(null, null);

    static GrantCheck of(
            Visit visit, Policy policy, Regime regime, Purpose purpose, GivenConsent given, Answer.Granted granted) {
        Act act = granted.act();
        if (visit.ended().covers(given.subject(), act)) {
            return failed(granted, Reason.ENDED, () -> "");
        }
        if (visit.policies().changed(purpose.id(), act.policyVersion(), policy)) {
            return failed(granted, Reason.CHANGED, () -> ", now " + policy.version());
        }
        if (!visit.today().isBefore(act.until()) || Term.isOver(act.day(), regime.renewAfter(), visit.today())) {
            return failed(
                    granted,
                    Reason.EXPIRED,
                    () -> ", until " + earlier(act.until(), act.day().plus(regime.renewAfter())));
        }
        if (!accepted(regime, purpose, granted)) {
            return failed(granted, Reason.FORM, () -> ", " + granted.form().id());
        }
        return new GrantCheck(granted, null);
    }

    private static GrantCheck failed(Answer.Granted granted, Reason reason, Supplier<String> why) {
        return new GrantCheck(
                granted,
                new Finding(reason, granted.act(), () -> Statement.told("granted", granted.act()) + why.get()));
    }

    /**
     * Under opt-in a grant is a clear act next to an equal refusal; of delicate data it is explicit; after an opt-out some
     * laws ask for two steps.
     */
    private static boolean accepted(Regime regime, Purpose purpose, Answer.Granted granted) {
        boolean specific = granted.form() == GrantForm.SPECIFIC;
        boolean clear = specific || granted.form() == GrantForm.ALL;
        Answer.Denied replaced = granted.replaced();
        boolean afterOptOut = replaced != null && replaced.denial() == Denial.OPTED_OUT;
        return (clear || regime.model() != Model.OPT_IN)
                && (specific || !regime.wantsExplicit(purpose))
                && (!afterOptOut || !regime.twoStepOptIn() || granted.twoSteps());
    }

    private static LocalDate earlier(LocalDate first, LocalDate second) {
        return first.isBefore(second) ? first : second;
    }

    boolean stands() {
        return granted != null && failed == null;
    }

    boolean isSpecific() {
        return granted != null && granted.form() == GrantForm.SPECIFIC;
    }

    /** The finding that it counts; asked for only where it stands. */
    static Finding standing(Answer.Granted granted) {
        return new Finding(
                Reason.GRANTED,
                granted.act(),
                () -> Statement.told(granted.form().id(), granted.act()));
    }
}
