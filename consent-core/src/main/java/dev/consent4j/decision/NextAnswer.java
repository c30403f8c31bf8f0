package dev.consent4j.decision;

import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one act changes the answer to one purpose. */
final class NextAnswer {

    private final GivenConsent before;
    private final Decision decision;
    private final Policy policy;
    private final Act act;
    private final Map<Signal, Act> signals;

    NextAnswer(GivenConsent before, Decision decision, Policy policy, Act act, Map<Signal, Act> signals) {
        this.before = before;
        this.decision = decision;
        this.policy = policy;
        this.act = act;
        this.signals = signals;
    }

    /** The answer now; null if the purpose stays without one. */
    @Nullable
    Answer to(Purpose purpose, Choice choice) {
        Answer old = inForce(purpose.id());
        if (choice == Choice.DENIED) {
            return denied(old, decision.action() == Action.OBJECT ? express(purpose) : Denial.REFUSED);
        }
        return switch (decision.action()) {
            case ACCEPT_ALL -> acceptedWithAll(purpose, old);
            case ACKNOWLEDGE -> acknowledged(purpose, old);
            default -> granted(old);
        };
    }

    Answer refused(Answer old) {
        return denied(old, Denial.REFUSED);
    }

    /** A later reject-all has ended a grant, and stands in for an answer. */
    @Nullable
    Answer inForce(String purpose) {
        Answer old = before.answers().get(purpose);
        Act rejectAll = before.rejectAll();
        if (rejectAll == null || old instanceof Answer.Denied || old != null && !rejectAll.isAfter(old.act())) {
            return old;
        }
        Answer.Denied replaced = replaced(old);
        return new Answer.Denied(rejectAll, replaced == null ? Denial.REFUSED : replaced.denial());
    }

    /** What was once said expressly is not weakened by saying no again, by whatever button. */
    private Answer denied(@Nullable Answer old, Denial denial) {
        Answer.Denied earlier = replaced(old);
        return new Answer.Denied(
                act, earlier == null || earlier.denial() == Denial.REFUSED ? denial : earlier.denial());
    }

    private Answer granted(@Nullable Answer old) {
        Answer.Granted before =
                old instanceof Answer.Granted granted && nothingStoppedItSince(granted) ? granted : null;
        return new Answer.Granted(
                act,
                GrantForm.SPECIFIC,
                decision.conflictNamed() || before != null && before.conflictNamed(),
                decision.twoSteps() || before != null && before.twoSteps(),
                replaced(old));
    }

    private boolean nothingStoppedItSince(Answer.Granted granted) {
        return granted.form() == GrantForm.SPECIFIC
                && signals.values().stream().noneMatch(signal -> signal.isAfter(granted.act()))
                && before.optOuts().values().stream().noneMatch(optOut -> optOut.isAfter(granted.act()));
    }

    private Answer acceptedWithAll(Purpose purpose, @Nullable Answer old) {
        Answer.Denied denied = replaced(old);
        boolean express = denied != null && denied.denial() != Denial.REFUSED;
        boolean liftsMore = old instanceof Answer.Granted granted && liftsWhatAcceptAllCannot(purpose, granted);
        return old != null && (express || liftsMore)
                ? old
                : new Answer.Granted(act, GrantForm.ALL, decision.conflictNamed(), decision.twoSteps(), denied);
    }

    /** Only as long as it can still stand; else everything could be accepted without effect. */
    private boolean liftsWhatAcceptAllCannot(Purpose purpose, Answer.Granted granted) {
        boolean optedOut = before.optOuts().keySet().stream().anyMatch(purpose.uses()::contains);
        return granted.form() == GrantForm.SPECIFIC
                && (granted.conflictNamed() && !signals.isEmpty() || optedOut)
                && granted.act().policyVersion().equals(policy.version())
                && granted.act().until().isAfter(act.day());
    }

    /** Taking note ends no denial, and is no reason to forget a real grant. */
    private @Nullable Answer acknowledged(Purpose purpose, @Nullable Answer old) {
        boolean takenNote = old instanceof Answer.Granted granted && granted.form() == GrantForm.ACKNOWLEDGED;
        return old == null || takenNote
                ? new Answer.Granted(act, GrantForm.ACKNOWLEDGED, false, false, replaced(old))
                : before.answers().get(purpose.id());
    }

    private static Answer.@Nullable Denied replaced(@Nullable Answer old) {
        if (old instanceof Answer.Denied denied) {
            return denied;
        }
        return old instanceof Answer.Granted granted ? granted.replaced() : null;
    }

    private Denial express(Purpose purpose) {
        LegalBasis basis = purpose.basisIn(decision.jurisdiction());
        return basis == LegalBasis.LEGITIMATE_INTEREST || basis == LegalBasis.EXEMPT
                ? Denial.OBJECTED
                : Denial.OPTED_OUT;
    }
}
