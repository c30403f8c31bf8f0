package dev.consent4j.decision;

import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The act of deciding, as the ledger keeps it (GDPR Art. 7(1)).
 *
 * @param id identity of the act
 * @param site id of the site
 * @param subject the visitor's pseudonym, null for a refusal or signal without one
 * @param action what the person did
 * @param source where
 * @param choices the answer by purpose id, as asked in this act
 * @param optOuts uses opted out of in this act
 * @param policyVersion the version in force
 * @param policyHash its content hash
 * @param shown what was shown
 * @param jurisdiction where the person was taken to be
 * @param regime id of the regime in force
 * @param signals the signals on the request
 * @param conflictNamed whether a notice named the conflict with a signal
 * @param twoSteps whether the answer was confirmed in a second step
 * @param mode enforcement mode then active: {@code enforce} or {@code report}
 * @param time when the person acted, by the server's clock
 * @param delay how much later than {@code time} it was recorded; zero unless the store was down
 */
public record Decision(
        DecisionId id,
        String site,
        @Nullable SubjectId subject,
        Action action,
        Source source,
        Map<String, Choice> choices,
        Set<Use> optOuts,
        String policyVersion,
        String policyHash,
        Shown shown,
        Jurisdiction jurisdiction,
        String regime,
        Set<Signal> signals,
        boolean conflictNamed,
        boolean twoSteps,
        String mode,
        Instant time,
        Duration delay) {

    /** Takes sorted, immutable copies. */
    public Decision {
        choices = Collections.unmodifiableMap(new TreeMap<>(choices));
        optOuts = Collections.unmodifiableSet(new TreeSet<>(optOuts));
        signals = Collections.unmodifiableSet(new TreeSet<>(signals));
    }

    /**
     * Whether another decision says the same, its time and the way it was carried aside. Sending one answer twice, as
     * an impatient person does, is the same act.
     *
     * @param other a decision with the same id
     * @return true if subject aside nothing a person answered differs
     */
    public boolean saysTheSameAs(Decision other) {
        return id.equals(other.id)
                && site.equals(other.site)
                && action == other.action
                && source == other.source
                && choices.equals(other.choices)
                && optOuts.equals(other.optOuts);
    }

    /** Whether anything is granted. */
    public boolean grantsAnything() {
        return choices.containsValue(Choice.GRANTED);
    }

    /**
     * This decision, made by a subject.
     *
     * @param newSubject the visitor's pseudonym, null for none
     * @return the decision
     */
    public Decision by(@Nullable SubjectId newSubject) {
        return with(id, newSubject);
    }

    /**
     * This decision under another identity.
     *
     * @param newId the identity
     * @return the decision
     */
    public Decision under(DecisionId newId) {
        return with(newId, subject);
    }

    private Decision with(DecisionId newId, @Nullable SubjectId newSubject) {
        return new Decision(
                newId,
                site,
                newSubject,
                action,
                source,
                choices,
                optOuts,
                policyVersion,
                policyHash,
                shown,
                jurisdiction,
                regime,
                signals,
                conflictNamed,
                twoSteps,
                mode,
                time,
                delay);
    }
}
