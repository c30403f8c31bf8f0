package dev.consent4j;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The answers a device brings that an act leaves as they are. */
record CarriedOver(GivenConsent given, Map<Act, DecisionId> links) {

    /** For the optional purposes of a policy that were not asked; what nobody ever answered is left out. */
    Map<String, PurposeAnswer> answers(Policy policy, Jurisdiction jurisdiction, Set<String> asked) {
        Map<String, PurposeAnswer> answers = new TreeMap<>();
        for (Purpose purpose : policy.purposes()) {
            if (!purpose.required() && !asked.contains(purpose.id())) {
                answer(purpose, jurisdiction).ifPresent(answer -> answers.put(purpose.id(), answer));
            }
        }
        return answers;
    }

    /** Whether anything may be carried over, so that it is worth to ask the ledger from which decisions. */
    static boolean anything(GivenConsent given, Policy policy, Set<String> asked) {
        return policy.purposes().stream()
                .anyMatch(purpose -> !purpose.required()
                        && !asked.contains(purpose.id())
                        && (given.rejectAll() != null || given.answers().containsKey(purpose.id())));
    }

    private Optional<PurposeAnswer> answer(Purpose purpose, Jurisdiction jurisdiction) {
        Answer answer = given.answers().get(purpose.id());
        Act rejectAll = given.rejectAll();
        boolean rejected = rejectAll != null
                && (answer == null
                        || answer instanceof Answer.Granted && rejectAll.isAfter(answer.act())
                        || rejectAll.equals(answer.act()));
        Act act = rejected ? rejectAll : answer == null ? null : answer.act();
        if (act == null) {
            return Optional.empty();
        }
        boolean granted = !rejected && answer instanceof Answer.Granted;
        boolean explicit = !rejected && !(answer instanceof Answer.Granted grant && grant.form() != GrantForm.SPECIFIC);
        return Optional.of(PurposeAnswer.carriedOver(
                granted ? Choice.GRANTED : Choice.DENIED,
                act.decision() == null ? links.get(act) : act.decision(),
                purpose.basisIn(jurisdiction),
                explicit,
                act.until()));
    }
}
