package dev.consent4j;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.signal.Signal;
import dev.consent4j.store.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grants of a subject or of an account that a signal stops, by the decision that gave them.
 *
 * @param consent what holds for it alone
 * @param reference the reference of the account; null for a subject
 */
record OverriddenGrants(EffectiveConsent consent, @Nullable String reference) {

    private static final Logger LOG = LoggerFactory.getLogger(OverriddenGrants.class);
    private static final Map<Signal, Reason> REASONS =
            Map.of(Signal.GPC, Reason.SIGNAL_GPC, Signal.DNT, Reason.SIGNAL_DNT);

    /**
     * Records each of them once. What cannot be recorded now is recorded when it answers or signals again, as
     * long as the signal still stops it.
     */
    void record(ConsentLedger ledger, Instant now) {
        SubjectId subject = consent.given().subject();
        Map<Signal, Map<Act, Set<String>>> stopped = stopped();
        if (stopped.isEmpty()) {
            return;
        }
        try {
            Map<Act, DecisionId> links =
                    DecisionLinks.read(ledger, consent.given()).byAct();
            stopped.forEach((signal, byAct) -> byAct.forEach((act, purposes) -> {
                DecisionId decision = act.decision() == null ? links.get(act) : act.decision();
                if (decision != null) {
                    ledger.record(new SignalApplied(
                            decision,
                            subject,
                            reference,
                            signal,
                            new TreeSet<>(purposes),
                            consent.regime().id(),
                            now));
                }
            }));
        } catch (StoreException unavailable) {
            LOG.debug("That a signal stops what was granted is recorded with the next answer", unavailable);
        }
    }

    private Map<Signal, Map<Act, Set<String>>> stopped() {
        Map<Signal, Map<Act, Set<String>>> stopped = new HashMap<>();
        consent.given().answers().forEach((purpose, answer) -> {
            if (answer instanceof Answer.Granted) {
                for (Signal signal : signals(purpose)) {
                    stopped.computeIfAbsent(signal, ignored -> new HashMap<>())
                            .computeIfAbsent(answer.act(), ignored -> new TreeSet<>())
                            .add(purpose);
                }
            }
        });
        return stopped;
    }

    /** The signals without which the grant would count. */
    private List<Signal> signals(String purpose) {
        Verdict verdict = consent.purpose(purpose);
        return verdict.permitted() || !verdict.hasBeaten(Reason.GRANTED)
                ? List.of()
                : REASONS.entrySet().stream()
                        .filter(reason -> verdict.reason() == reason.getValue() || verdict.hasBeaten(reason.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
    }
}
