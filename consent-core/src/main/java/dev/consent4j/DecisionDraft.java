package dev.consent4j;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes a decision of what a person answered. */
record DecisionDraft(String site, String mode, Submission submission, EffectiveConsent before) {

    Decision decision(Identities identities, Instant now) {
        Map<String, Choice> choices = choices();
        SubjectId subject = before.given().subject();
        if (subject == null && choices.containsValue(Choice.GRANTED)) {
            subject = identities.subject();
        }
        Policy policy = before.policy();
        return new Decision(
                submission.id(),
                site,
                subject,
                submission.action(),
                submission.source(),
                choices,
                submission.optOuts(),
                policy.version(),
                policy.contentHash(),
                submission.shown(),
                before.visit().jurisdiction(),
                before.regime().id(),
                before.visit().signals().active(),
                submission.conflictNamed(),
                submission.twoSteps(),
                mode,
                now,
                Duration.ZERO);
    }

    private Map<String, Choice> choices() {
        Map<String, Choice> choices = new TreeMap<>();
        for (Purpose purpose : before.policy().purposes()) {
            Choice choice = switch (submission.action()) {
                case ACCEPT_ALL -> Choice.GRANTED;
                case REJECT_ALL, WITHDRAW -> Choice.DENIED;
                case SIGNAL -> null;
                case SAVE, OBJECT, ACKNOWLEDGE -> submission.choices().get(purpose.id());
            };
            if (choice != null && !purpose.required()) {
                choices.put(purpose.id(), choice);
            }
        }
        return choices;
    }

    /** The part of a decision that takes effect unrecorded: denials, opt-outs and signals. */
    static Decision withoutNewGrants(Decision decision, GivenConsent given) {
        Map<String, Choice> denials = new TreeMap<>(decision.choices());
        denials.values().removeIf(choice -> choice == Choice.GRANTED);
        Action action = decision.grantsAnything() ? Action.SAVE : decision.action();
        return new Decision(
                decision.id(),
                decision.site(),
                given.subject(),
                action,
                decision.source(),
                denials,
                decision.optOuts(),
                decision.policyVersion(),
                decision.policyHash(),
                decision.shown(),
                decision.jurisdiction(),
                decision.regime(),
                decision.signals(),
                decision.conflictNamed(),
                decision.twoSteps(),
                decision.mode(),
                decision.time(),
                decision.delay());
    }

    /** The decision that the cookie remembers and the ledger lacks. */
    static Decision late(Site site, String mode, Unrecorded mark, EffectiveConsent before, Duration delay) {
        GivenConsent given = before.given();
        Map<String, Choice> choices = new TreeMap<>();
        given.answers().forEach((purpose, answer) -> {
            if (answer instanceof Answer.Denied && answer.act().number() >= mark.fromAct()) {
                choices.put(purpose, Choice.DENIED);
            }
        });
        Set<Use> optOuts = EnumSet.noneOf(Use.class);
        given.optOuts().forEach((use, act) -> addIf(optOuts, use, act.number() >= mark.fromAct()));
        Set<Signal> signals = new HashSet<>();
        given.signals().forEach((signal, act) -> addIf(signals, signal, act.number() >= mark.fromAct()));
        Optional<Act> act = lastAct(given, mark.fromAct());
        Policy policy =
                act.flatMap(last -> site.policies().find(last.policyVersion())).orElseGet(before::policy);
        return new Decision(
                mark.id(),
                site.id(),
                given.subject(),
                mark.action(),
                mark.source(),
                choices,
                optOuts,
                policy.version(),
                policy.contentHash(),
                Shown.NOTHING,
                before.visit().jurisdiction(),
                act.map(Act::regime).orElseGet(() -> before.regime().id()),
                signals,
                false,
                false,
                mode,
                mark.time(),
                delay);
    }

    /** The last act the ledger lacks; it says which version was answered, under which regime. */
    private static Optional<Act> lastAct(GivenConsent given, int from) {
        List<Act> acts = new ArrayList<>(given.optOuts().values());
        acts.addAll(given.signals().values());
        given.answers().values().forEach(answer -> acts.add(answer.act()));
        Optional.ofNullable(given.rejectAll()).ifPresent(acts::add);
        return acts.stream().filter(act -> act.number() >= from).max(Comparator.comparingInt(Act::number));
    }

    private static <T> void addIf(Set<T> set, T element, boolean condition) {
        if (condition) {
            set.add(element);
        }
    }
}
