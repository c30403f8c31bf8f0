package dev.consent4j.decision;

import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a person has answered on a device or for an account, as the consent cookie carries it.
 *
 * @param subject the visitor's pseudonym; null as long as there was only a refusal or a signal
 * @param acts number of the last act
 * @param answers the last answer by purpose id
 * @param rejectAll the last reject-all, which also covers purposes added later; null if none is in force
 * @param optOuts the last opt-out by use, which covers every purpose with that use
 * @param signals the act in which a signal was first seen
 * @param unrecorded the mark of a denial or signal that the ledger does not hold yet; null if it holds all
 * @param conflicts the contradictions of this device and an account that a person answered, the oldest first
 */
public record GivenConsent(
        @Nullable SubjectId subject,
        int acts,
        Map<String, Answer> answers,
        @Nullable Act rejectAll,
        Map<Use, Act> optOuts,
        Map<Signal, Act> signals,
        @Nullable Unrecorded unrecorded,
        List<ConflictAnswered> conflicts)
        implements Given {

    /** The start: no act yet. */
    public static final GivenConsent EMPTY = new GivenConsent(null, 0, Map.of(), null, Map.of(), Map.of(), null);

    /** Takes sorted, immutable copies. */
    public GivenConsent {
        answers = OrderedMap.copyOf(answers);
        optOuts = OrderedMap.copyOf(optOuts);
        signals = OrderedMap.copyOf(signals);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * Given consent of which no contradiction was answered.
     *
     * @param subject the visitor's pseudonym, null for none
     * @param acts number of the last act
     * @param answers the last answer by purpose id
     * @param rejectAll the last reject-all, null for none
     * @param optOuts the last opt-out by use
     * @param signals the act in which a signal was first seen
     * @param unrecorded the mark of what the ledger does not hold yet, null for none
     */
    public GivenConsent(
            @Nullable SubjectId subject,
            int acts,
            Map<String, Answer> answers,
            @Nullable Act rejectAll,
            Map<Use, Act> optOuts,
            Map<Signal, Act> signals,
            @Nullable Unrecorded unrecorded) {
        this(subject, acts, answers, rejectAll, optOuts, signals, unrecorded, List.of());
    }

    /**
     * What {@code given} holds, or the start.
     *
     * @param given what a device or account brings
     * @return given consent, {@link #EMPTY} for nothing or something unreadable
     */
    public static GivenConsent orEmpty(Given given) {
        return given instanceof GivenConsent consent ? consent : EMPTY;
    }

    /**
     * The last answer to a purpose.
     *
     * @param purposeId the purpose's id
     * @return the answer, empty if this purpose was never answered by itself
     */
    public Optional<Answer> answer(String purposeId) {
        return Optional.ofNullable(answers.get(purposeId));
    }

    /** The acts that anything it carries came from, the newest first. */
    public List<Act> heldActs() {
        Set<Act> held = new HashSet<>(optOuts.values());
        held.addAll(signals.values());
        answers.values().forEach(answer -> {
            held.add(answer.act());
            if (answer instanceof Answer.Granted granted && granted.replaced() != null) {
                held.add(granted.replaced().act());
            }
        });
        if (rejectAll != null) {
            held.add(rejectAll);
        }
        return held.stream()
                .sorted(Comparator.comparingInt(Act::number).reversed())
                .toList();
    }

    /** Whether a grant is among the answers. */
    public boolean grantsAnything() {
        return answers.values().stream().anyMatch(Answer.Granted.class::isInstance);
    }

    /**
     * This consent without its subject, without what was granted, and without what names decisions of an account; a denial
     * that a grant replaced is in force again.
     *
     * @param refusedOn the day since which everything is refused; null if nothing else is
     * @return the consent
     */
    public GivenConsent withoutGrants(@Nullable LocalDate refusedOn) {
        Map<String, Answer> denied = new HashMap<>();
        answers.forEach((purpose, answer) -> {
            Answer.Denied kept = answer instanceof Answer.Granted granted ? granted.replaced() : (Answer.Denied) answer;
            if (kept != null) {
                denied.put(purpose, kept);
            }
        });
        if (refusedOn == null) {
            return new GivenConsent(null, acts, denied, rejectAll, optOuts, signals, unrecorded);
        }
        int number = Math.min(acts + 1, Act.MAX_NUMBER);
        Act refusal = heldActs().stream()
                .findFirst()
                .map(last -> new Act(number, refusedOn, refusedOn, last.policyVersion(), last.regime()))
                .orElseGet(() -> new Act(number, refusedOn, refusedOn, "", ""));
        return new GivenConsent(null, number, denied, refusal, optOuts, signals, unrecorded);
    }

    /**
     * This consent of another subject.
     *
     * @param newSubject the visitor's pseudonym, null for none
     * @return the consent
     */
    public GivenConsent by(@Nullable SubjectId newSubject) {
        return new GivenConsent(newSubject, acts, answers, rejectAll, optOuts, signals, unrecorded, conflicts);
    }

    /**
     * This consent with another mark.
     *
     * @param mark what the ledger does not hold yet, null if it holds all
     * @return the marked consent
     */
    public GivenConsent marked(@Nullable Unrecorded mark) {
        return new GivenConsent(subject, acts, answers, rejectAll, optOuts, signals, mark, conflicts);
    }

    /**
     * This consent, remembering that a contradiction was answered.
     *
     * @param conflict the answer
     * @param limit how many are remembered; the oldest are forgotten
     * @return the consent
     */
    public GivenConsent answered(ConflictAnswered conflict, int limit) {
        List<ConflictAnswered> all = new ArrayList<>(conflicts);
        all.remove(conflict);
        all.add(conflict);
        return with(all.subList(Math.max(0, all.size() - limit), all.size()));
    }

    /**
     * This consent with other answers to contradictions.
     *
     * @param answered the answers, the oldest first
     * @return the consent
     */
    public GivenConsent with(List<ConflictAnswered> answered) {
        return new GivenConsent(subject, acts, answers, rejectAll, optOuts, signals, unrecorded, answered);
    }

    /**
     * The first act of this account in which the person answered what a device said in an act.
     *
     * @param device what the device brings
     * @param said an act of the device
     * @return the number of the account's act; empty if the person has not been shown it, or has not answered
     */
    public OptionalInt answerTo(GivenConsent device, Act said) {
        if (conflicts.isEmpty() || device.conflicts.isEmpty() || said.number() == Act.MAX_NUMBER) {
            return OptionalInt.empty();
        }
        return conflicts.stream()
                .filter(own -> device.conflicts.stream()
                        .anyMatch(other -> other.decision() == own.decision() && other.act() >= said.number()))
                .mapToInt(ConflictAnswered::act)
                .min();
    }
}
