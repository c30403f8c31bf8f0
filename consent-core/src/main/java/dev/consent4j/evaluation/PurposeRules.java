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

/** The rules for one purpose of one visit, in their order; the first that matches wins, the rest is beaten. */
final class PurposeRules {

    private static final Comparator<Finding> BY_REASON = Comparator.comparing(Finding::reason);

    private final Visit visit;
    private final Policy policy;
    private final Regime regime;
    private final Purpose purpose;
    private final List<Finding> findings = new ArrayList<>(4);
    private final List<Finding> lifted = new ArrayList<>();

    PurposeRules(Visit visit, Policy policy, Regime regime, Purpose purpose) {
        this.visit = visit;
        this.policy = policy;
        this.regime = regime;
        this.purpose = purpose;
    }

    Verdict verdict() {
        boolean restricted = visit.person().restricted().contains(purpose.id());
        if (purpose.required()) {
            found(Reason.REQUIRED, "strictly necessary");
        }
        if (restricted) {
            found(Reason.RESTRICTED, "processing is restricted");
        }
        if (!purpose.required()) {
            optional();
        }
        return new Verdict(purpose.id(), findings.get(0), findings.subList(1, findings.size()));
    }

    private void optional() {
        LegalBasis basis = purpose.basisIn(visit.jurisdiction());
        Statement account = statement(visit.account(), basis);
        Statement device = statement(visit.device(), basis);
        boolean signedIn = !(visit.account() instanceof Given.None);
        GrantCheck grant = (signedIn ? account : device).grant();
        age();
        if (SignalRules.apply(visit)) {
            SignalRules signals = new SignalRules(visit, policy, regime, purpose, basis, grant, signedIn);
            findings.addAll(signals.stopping());
            lifted.addAll(signals.lifted());
        }
        denials(account, device);
        unreadable(visit.account());
        unreadable(visit.device());
        Answer.Granted granted = grant.granted();
        Finding failed = grant.failed();
        if (granted != null && failed == null) {
            findings.add(GrantCheck.standing(granted));
        }
        findings.add(Standing.of(policy, regime, purpose, basis));
        if (failed != null) {
            findings.add(failed);
        }
        findings.addAll(lifted);
    }

    private void found(Reason reason, String detail) {
        findings.add(new Finding(reason, detail));
    }

    private Statement statement(Given given, LegalBasis basis) {
        return given instanceof GivenConsent consent
                ? Statement.of(visit, policy, regime, purpose, basis, consent)
                : Statement.NONE;
    }

    private void age() {
        OptionalInt age = visit.person().age();
        if (age.isPresent() && !visit.person().guardianActs().contains(purpose.id())) {
            int threshold = Math.max(policy.minimumAge().at(visit.jurisdiction(), Math::max), regime.minimumAge());
            if (age.getAsInt() < threshold) {
                findings.add(new Finding(Reason.AGE, () -> "below " + threshold + " and no guardian acted"));
            }
        }
    }

    /** Objections first, then opt-outs, then refusals, whoever said them. */
    private void denials(Statement account, Statement device) {
        int first = findings.size();
        if (visit.person().objections().contains(purpose.id())) {
            found(Reason.OBJECTED, "objection on record");
        }
        for (Statement.Held held : account.denials()) {
            findings.add(held.finding());
        }
        for (Statement.Held held : device.denials()) {
            if (account.answers(held, regime)) {
                Finding over = held.finding();
                lifted.add(new Finding(
                        over.reason(), () -> over.detail() + " on the device, answered since for the account"));
            } else {
                findings.add(held.finding());
            }
        }
        findings.subList(first, findings.size()).sort(BY_REASON);
    }

    private void unreadable(Given given) {
        if (given instanceof Given.Unreadable unreadable) {
            found(Reason.UNREADABLE, unreadable.reason());
        }
    }
}
