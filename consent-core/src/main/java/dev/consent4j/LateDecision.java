package dev.consent4j;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Conditions;
import dev.consent4j.decision.Control;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Expression;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.SignalsSeen;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The decision that the cookie remembers and the ledger lacks: what was denied, without what was shown. */
record LateDecision(Site site, String mode, Unrecorded mark, EffectiveConsent before, FoundBy foundBy) {

    Decision decision(ConsentLedger ledger, Duration delay) {
        GivenConsent given = before.given();
        Set<Use> optOuts = EnumSet.noneOf(Use.class);
        given.optOuts().forEach((use, act) -> addIf(optOuts, use, isLate(act)));
        Set<Signal> signals = new HashSet<>();
        given.signals().forEach((signal, act) -> addIf(signals, signal, isLate(act)));
        Optional<Act> act = lastAct(given);
        Policy policy =
                act.flatMap(last -> site.policies().find(last.policyVersion())).orElseGet(before::policy);
        EarlierDecisions.Known known = EarlierDecisions.OF_SUBJECT.read(ledger, given, policy, Set.of());
        return new Decision(
                mark.id(),
                site.id(),
                given.subject(),
                known.previous(mark.id()),
                new Expression(mark.action(), mark.source(), Actor.PERSON, Control.UNKNOWN, false, false, null),
                answers(known, policy),
                optOuts,
                new Conditions(
                        policy.controller().name(),
                        policy.version(),
                        policy.contentHash(),
                        before.visit().jurisdiction(),
                        foundBy,
                        act.map(Act::regime).orElseGet(() -> before.regime().id()),
                        mode),
                Shown.NOTHING,
                new SignalsSeen(null, signals),
                mark.time(),
                delay);
    }

    /** Grants of the device were recorded when they were given; they are carried over. */
    private Map<String, PurposeAnswer> answers(EarlierDecisions.Known known, Policy policy) {
        GivenConsent given = before.given();
        Map<String, PurposeAnswer> answers = new TreeMap<>();
        given.answers().forEach((purpose, answer) -> {
            if (answer instanceof Answer.Denied && isLate(answer.act())) {
                boolean explicit = !answer.act().equals(given.rejectAll());
                answers.put(
                        purpose,
                        PurposeAnswer.asked(
                                Choice.DENIED,
                                basis(policy, purpose),
                                explicit,
                                answer.act().until()));
            }
        });
        answers.putAll(known.carriedOver(
                withoutLateRejectAll(given),
                policy,
                before.visit().jurisdiction(),
                Map.copyOf(answers).keySet()));
        return answers;
    }

    /** What it denies in general is said by the action itself. */
    private GivenConsent withoutLateRejectAll(GivenConsent given) {
        Act rejectAll = given.rejectAll();
        return new GivenConsent(
                given.subject(),
                given.acts(),
                given.answers(),
                rejectAll != null && isLate(rejectAll) ? null : rejectAll,
                given.optOuts(),
                given.signals(),
                given.unrecorded(),
                given.conflicts());
    }

    /** Of a purpose that the version does not declare the strictest basis is told. */
    private LegalBasis basis(Policy policy, String purpose) {
        return policy.purpose(purpose)
                .map((Purpose declared) -> declared.basisIn(before.visit().jurisdiction()))
                .orElse(LegalBasis.CONSENT);
    }

    /** The last act the ledger lacks; it says which version was answered, under which regime. */
    private Optional<Act> lastAct(GivenConsent given) {
        List<Act> acts = new ArrayList<>(given.optOuts().values());
        acts.addAll(given.signals().values());
        given.answers().values().forEach(answer -> acts.add(answer.act()));
        Optional.ofNullable(given.rejectAll()).ifPresent(acts::add);
        return acts.stream().filter(this::isLate).max(Comparator.comparingInt(Act::number));
    }

    private boolean isLate(Act act) {
        return act.number() >= mark.fromAct();
    }

    private static <T> void addIf(Set<T> set, T element, boolean condition) {
        if (condition) {
            set.add(element);
        }
    }
}
