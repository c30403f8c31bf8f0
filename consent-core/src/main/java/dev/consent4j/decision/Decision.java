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
 * @param previous the decision before it of the same subject or device, null if there is none or it is not known
 * @param expression how it was expressed
 * @param answers what it says by purpose id, asked in this act or carried over
 * @param optOuts uses opted out of in this act
 * @param conditions what it was asked under
 * @param shown what was shown
 * @param seen the signals of the browser
 * @param time when the person acted, by the server's clock
 * @param delay how much later than {@code time} it was recorded; zero unless the store was down
 */
public record Decision(
        DecisionId id,
        String site,
        @Nullable SubjectId subject,
        @Nullable DecisionId previous,
        Expression expression,
        Map<String, PurposeAnswer> answers,
        Set<Use> optOuts,
        Conditions conditions,
        Shown shown,
        SignalsSeen seen,
        Instant time,
        Duration delay) {

    /** Takes sorted, immutable copies. */
    public Decision {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
        optOuts = Collections.unmodifiableSet(new TreeSet<>(optOuts));
    }

    /** What was done. */
    public Action action() {
        return expression.action();
    }

    /** Where. */
    public Source source() {
        return expression.source();
    }

    /** The answers asked in this act, by purpose id; without those carried over. */
    public Map<String, Choice> choices() {
        Map<String, Choice> choices = new TreeMap<>();
        answers.forEach((purpose, answer) -> {
            if (answer.asked()) {
                choices.put(purpose, answer.choice());
            }
        });
        return Collections.unmodifiableMap(choices);
    }

    /** The policy version answered. */
    public String policyVersion() {
        return conditions.policyVersion();
    }

    /** Its content hash. */
    public String policyHash() {
        return conditions.policyHash();
    }

    /** Where the person was taken to be. */
    public Jurisdiction jurisdiction() {
        return conditions.jurisdiction();
    }

    /** Id of the regime in force. */
    public String regime() {
        return conditions.regime();
    }

    /** Enforcement mode then active: {@code enforce} or {@code report}. */
    public String mode() {
        return conditions.mode();
    }

    /** The signals on the request that brought the answer. */
    public Set<Signal> signals() {
        return seen.whenAnswered();
    }

    /** Whether a notice named the conflict with a signal. */
    public boolean conflictNamed() {
        return expression.conflictNamed();
    }

    /** Whether the answer was confirmed in a second step. */
    public boolean twoSteps() {
        return expression.twoSteps();
    }

    /** Whether nothing proves it, so that its grants grant nothing; see {@link Expression#isUnproven}. */
    public boolean isUnproven() {
        return expression.isUnproven();
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
                && action() == other.action()
                && source() == other.source()
                && expression.actor() == other.expression.actor()
                && isUnproven() == other.isUnproven()
                && choices().equals(other.choices())
                && optOuts.equals(other.optOuts);
    }

    /** Whether a grant is asked in this act and proven, so that it takes effect. */
    public boolean grantsAnything() {
        return !isUnproven()
                && answers.values().stream().anyMatch(answer -> answer.asked() && answer.choice() == Choice.GRANTED);
    }

    /**
     * This decision, made by a subject.
     *
     * @param newSubject the visitor's pseudonym, null for none
     * @return the decision
     */
    public Decision by(@Nullable SubjectId newSubject) {
        return with(id, newSubject, expression, answers);
    }

    /**
     * This decision under another identity.
     *
     * @param newId the identity
     * @return the decision
     */
    public Decision under(DecisionId newId) {
        return with(newId, subject, expression, answers);
    }

    /**
     * The part of this decision that takes something away: denials, opt-outs and signals. Where a grant is left out, it
     * is a {@code save} of the rest.
     *
     * @return the decision without the grants asked in it
     */
    public Decision withoutGrants() {
        Map<String, PurposeAnswer> rest = new TreeMap<>(answers);
        rest.values().removeIf(answer -> answer.asked() && answer.choice() == Choice.GRANTED);
        return rest.size() == answers.size() ? this : with(id, subject, expression.of(Action.SAVE), rest);
    }

    /**
     * This decision, recorded later than the person acted.
     *
     * @param by how much, not negative
     * @return the decision
     */
    public Decision late(Duration by) {
        return new Decision(
                id, site, subject, previous, expression, answers, optOuts, conditions, shown, seen, time, by);
    }

    private Decision with(
            DecisionId newId,
            @Nullable SubjectId newSubject,
            Expression newExpression,
            Map<String, PurposeAnswer> newAnswers) {
        return new Decision(
                newId,
                site,
                newSubject,
                previous,
                newExpression,
                newAnswers,
                optOuts,
                conditions,
                shown,
                seen,
                time,
                delay);
    }
}
