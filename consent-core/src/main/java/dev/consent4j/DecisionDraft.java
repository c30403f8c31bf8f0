package dev.consent4j;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Conditions;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Expression;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.SignalsSeen;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a decision of what a person answered. A rendering that was served fixes language and policy version, whatever
 * the client says.
 *
 * @param policy the version answered
 * @param shown what was shown, as served
 * @param earlier the decisions before, as far as they are known
 */
record DecisionDraft(
        Site site,
        String mode,
        Submission submission,
        EffectiveConsent before,
        Policy policy,
        Shown shown,
        EarlierDecisions earlier) {

    static DecisionDraft of(
            Site site,
            String mode,
            Submission submission,
            EffectiveConsent before,
            Optional<ServedRendering> served,
            EarlierDecisions earlier) {
        Policy answered = served.map(ServedRendering::rendering)
                .flatMap(rendering -> site.policies()
                        .find(rendering.policyVersion())
                        .filter(policy -> policy.contentHash().equals(rendering.policyHash())))
                .orElseGet(before::policy);
        Shown shown = ServedRendering.shown(served, submission.shown().preset());
        return new DecisionDraft(site, mode, submission, before, answered, shown, earlier);
    }

    Decision decision(Identities identities, ConsentLedger ledger, Instant now) {
        GivenConsent given = before.given();
        Expression expression = submission.expression();
        Map<String, PurposeAnswer> answers = asked(now);
        EarlierDecisions.Known known = earlier.read(ledger, given, policy, answers.keySet());
        answers.putAll(known.carriedOver(
                given, policy, jurisdiction(), Map.copyOf(answers).keySet()));
        Decision decision = new Decision(
                submission.id(),
                site.id(),
                given.subject(),
                known.previous(submission.id()),
                expression,
                answers,
                submission.optOuts(),
                conditions(),
                shown,
                new SignalsSeen(
                        submission.signalsWhenShown(), before.visit().signals().active()),
                now,
                Duration.ZERO);
        return given.subject() == null && decision.grantsAnything() ? decision.by(identities.subject()) : decision;
    }

    private Jurisdiction jurisdiction() {
        return before.visit().jurisdiction();
    }

    private Conditions conditions() {
        return new Conditions(
                policy.controller().name(),
                policy.version(),
                policy.contentHash(),
                jurisdiction(),
                submission.foundBy(),
                before.regime().id(),
                mode);
    }

    private Map<String, PurposeAnswer> asked(Instant now) {
        LocalDate until =
                now.atZone(ZoneOffset.UTC).toLocalDate().plus(before.regime().renewAfter());
        Action action = submission.expression().action();
        boolean explicit = action == Action.SAVE || action == Action.OBJECT;
        Map<String, PurposeAnswer> answers = new TreeMap<>();
        for (Purpose purpose : policy.purposes()) {
            Choice choice = choice(action, purpose);
            if (choice != null && !purpose.required()) {
                answers.put(
                        purpose.id(), PurposeAnswer.asked(choice, purpose.basisIn(jurisdiction()), explicit, until));
            }
        }
        return answers;
    }

    private @Nullable Choice choice(Action action, Purpose purpose) {
        return switch (action) {
            case ACCEPT_ALL -> before.regime().wantsExplicit(purpose) ? null : Choice.GRANTED;
            case REJECT_ALL, WITHDRAW -> Choice.DENIED;
            case SIGNAL -> null;
            case SAVE, OBJECT, ACKNOWLEDGE -> submission.choices().get(purpose.id());
        };
    }
}
