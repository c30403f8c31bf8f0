package dev.consent4j.evaluation;

import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the purposes of one visit, one after the other, in their order; the first that matches wins, the rest is
 * beaten. Most requests only want to know who wins, so the walk can stop there. Used by one thread.
 */
final class PurposeRules {

    private static final Comparator<Finding> BY_REASON = Comparator.comparing(Finding::reason);

    private final Circumstances circumstances;
    private final Visit visit;
    private final Policy policy;
    private final Regime regime;
    private final List<Finding> findings = new ArrayList<>(4);
    private final List<Finding> lifted = new ArrayList<>(0);
    private boolean firstOnly;

    PurposeRules(Circumstances circumstances) {
        this.circumstances = circumstances;
        this.visit = circumstances.visit();
        this.policy = circumstances.policy();
        this.regime = circumstances.regime();
    }

    /** The rule that wins. */
    Reason reason(Purpose purpose) {
        walk(purpose, true);
        return findings.get(0).reason();
    }

    /** The rule that wins, and all that it beats. */
    Verdict verdict(Purpose purpose) {
        walk(purpose, false);
        return new Verdict(purpose.id(), findings.get(0), findings.subList(1, findings.size()), circumstances);
    }

    private boolean isDecided() {
        return firstOnly && !findings.isEmpty();
    }

    private void walk(Purpose purpose, boolean toTheFirst) {
        firstOnly = toTheFirst;
        findings.clear();
        lifted.clear();
        if (purpose.required()) {
            found(Reason.REQUIRED, "strictly necessary");
        }
        if (visit.person().restricted().contains(purpose.id())) {
            found(Reason.RESTRICTED, "processing is restricted");
        }
        if (!purpose.required() && !isDecided()) {
            optional(purpose);
        }
    }

    private void optional(Purpose purpose) {
        LegalBasis basis = purpose.basisIn(visit.jurisdiction());
        Statement account = statement(visit.account(), purpose, basis);
        Statement device = statement(visit.device(), purpose, basis);
        boolean signedIn = !(visit.account() instanceof Given.None);
        GrantCheck grant = (signedIn ? account : device).grant();
        age(purpose);
        if (!isDecided() && SignalRules.apply(visit)) {
            SignalRules signals = new SignalRules(visit, policy, regime, purpose, basis, grant, signedIn);
            findings.addAll(signals.stopping());
            lifted.addAll(signals.lifted());
        }
        if (isDecided()) {
            return;
        }
        denials(purpose, account, device);
        unreadable(false);
        unreadable(true);
        Answer.Granted granted = grant.granted();
        if (granted != null && grant.failed() == null) {
            unconfirmed(true);
            findings.add(GrantCheck.standing(granted));
        }
        if (!isDecided()) {
            unanswered(purpose, basis, grant.failed(), signedIn);
        }
    }

    private void unanswered(Purpose purpose, LegalBasis basis, @Nullable Finding failed, boolean signedIn) {
        Finding standing = Standing.of(policy, regime, purpose, basis);
        if (standing.reason().permits()) {
            // Whose grant has failed is no better off than one whose grant may be ended.
            unconfirmed(signedIn
                    || failed != null
                    || GivenConsent.orEmpty(visit.device()).subject() != null);
        }
        findings.add(standing);
        if (failed != null) {
            findings.add(failed);
        }
        findings.addAll(lifted);
    }

    private void found(Reason reason, String detail) {
        findings.add(new Finding(reason, detail));
    }

    private Statement statement(Given given, Purpose purpose, LegalBasis basis) {
        return given instanceof GivenConsent consent
                ? Statement.of(visit, policy, regime, purpose, basis, consent)
                : Statement.NONE;
    }

    private void age(Purpose purpose) {
        OptionalInt age = visit.person().age();
        if (age.isPresent() && !visit.person().guardianActs().contains(purpose.id())) {
            int threshold = Math.max(policy.minimumAge().at(visit.jurisdiction(), Math::max), regime.minimumAge());
            if (age.getAsInt() < threshold) {
                findings.add(new Finding(Reason.AGE, () -> "below " + threshold + " and no guardian acted"));
            }
        }
    }

    /** Objections first, then opt-outs, then refusals, whoever said them. */
    private void denials(Purpose purpose, Statement account, Statement device) {
        int first = findings.size();
        if (visit.person().objections().contains(purpose.id())) {
            found(Reason.OBJECTED, "objection on record");
        }
        for (Statement.Held held : account.denials()) {
            findings.add(held.finding());
        }
        for (Statement.Held held : device.denials()) {
            if (account.answers(held, device, regime)) {
                Finding over = held.finding();
                lifted.add(new Finding(
                        over.reason(),
                        over.act(),
                        () -> over.detail() + " on the device, answered since for the account"));
            } else {
                findings.add(held.finding());
            }
        }
        if (findings.size() - first > 1) {
            findings.subList(first, findings.size()).sort(BY_REASON);
        }
    }

    private void unreadable(boolean temporary) {
        unreadable(visit.account(), temporary);
        unreadable(visit.device(), temporary);
    }

    private void unreadable(Given given, boolean temporary) {
        if (given instanceof Given.Unreadable unreadable && unreadable.temporary() == temporary) {
            found(temporary ? Reason.UNCONFIRMED : Reason.UNREADABLE, unreadable.reason());
        }
    }

    /** In doubt whoever was erased counts as having refused everything, also what nobody is asked for. */
    private void unconfirmed(boolean mayBeEnded) {
        if (mayBeEnded
                && !visit.ended().complete()
                && findings.stream().noneMatch(finding -> finding.reason() == Reason.UNCONFIRMED)) {
            found(Reason.UNCONFIRMED, "whether it was ended is not known now");
        }
    }
}
