package dev.consent4j.servlet.banner;

import dev.consent4j.Submission;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Actor;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a form answers, purpose by purpose.
 *
 * @param action what the person does
 * @param choices answers by purpose id, empty where the action implies them
 * @param optOuts uses opted out of
 */
record FormAnswer(Action action, Map<String, Choice> choices, Set<Use> optOuts) {

    /** Verdicts that a grant has to overcome in a second step, because something else than an old answer says no. */
    private static final Set<Reason> SIGNALS = Set.of(Reason.SIGNAL_GPC, Reason.SIGNAL_DNT);

    /** Verdicts of purposes that are used unasked and that nobody is asked about. */
    private static final Set<Reason> UNASKED =
            Set.of(Reason.LEGITIMATE_INTEREST, Reason.EXEMPT, Reason.CONTRACT, Reason.LEGAL_OBLIGATION);

    static FormAnswer of(ChoicesForm form, EffectiveConsent effective) {
        Map<String, Choice> choices = new TreeMap<>();
        for (Purpose purpose : effective.policy().purposes()) {
            String id = purpose.id();
            if (purpose.required()) {
                continue;
            }
            if (form.objections().contains(id)) {
                choices.put(id, Choice.DENIED);
            } else if (form.action() == Action.SAVE) {
                boolean ticked = form.purposes().contains(id);
                if (ticked && !isLeftAsItIs(effective, id)) {
                    choices.put(id, Choice.GRANTED);
                } else if (!ticked && form.answered().contains(id) && !isOffForNow(effective.purpose(id))) {
                    choices.put(id, Choice.DENIED);
                }
            }
        }
        return new FormAnswer(form.action(), choices, form.optOuts());
    }

    /** A box that is off only because nobody could look up what was answered is no refusal. */
    private static boolean isOffForNow(Verdict verdict) {
        return verdict.reason().isTemporary() && !PurposeState.lasting(verdict).permits();
    }

    /**
     * A box that is ticked because the law allows the purpose unasked is no permission given; and a grant that was
     * confirmed in a second step keeps that step.
     */
    private static boolean isLeftAsItIs(EffectiveConsent effective, String id) {
        Verdict verdict = effective.purpose(id);
        boolean confirmed = effective.deciding().answer(id).orElse(null) instanceof Answer.Granted granted
                && (granted.conflictNamed() || granted.twoSteps());
        return UNASKED.contains(PurposeState.lasting(verdict)) || confirmed && verdict.permitted();
    }

    boolean grants() {
        return action == Action.ACCEPT_ALL || choices.containsValue(Choice.GRANTED);
    }

    boolean isEmpty() {
        return choices.isEmpty() && (action == Action.SAVE || action == Action.OBJECT && optOuts.isEmpty());
    }

    /** The part that takes something away. */
    FormAnswer denials() {
        Map<String, Choice> denied = new TreeMap<>(choices);
        denied.values().removeIf(choice -> choice == Choice.GRANTED);
        return new FormAnswer(action == Action.ACCEPT_ALL ? Action.SAVE : action, denied, optOuts);
    }

    /** Without some purposes. */
    FormAnswer without(Set<String> purposes) {
        Map<String, Choice> rest = new TreeMap<>(choices);
        rest.keySet().removeAll(purposes);
        return new FormAnswer(action, rest, optOuts);
    }

    /**
     * The purposes granted here that a signal stops, that the device of somebody signed in denies, or that the person opted out of where the law wants two steps (11
     * CCR 7028). Accept-all lifts neither, so it needs no second step.
     */
    Set<String> toConfirm(EffectiveConsent effective) {
        Map<String, Choice> granted = new TreeMap<>(answered(effective));
        granted.entrySet()
                .removeIf(answer -> answer.getValue() != Choice.GRANTED
                        || !needsConfirmation(effective.purpose(answer.getKey()), effective));
        return granted.keySet();
    }

    /** Accept-all ends no refusal of the device for an account, unless the person is shown it. */
    private Map<String, Choice> answered(EffectiveConsent effective) {
        if (action != Action.ACCEPT_ALL) {
            return choices;
        }
        Map<String, Choice> accepted = new TreeMap<>();
        for (Purpose purpose : effective.policy().purposes()) {
            if (!effective.regime().wantsExplicit(purpose) && effective.isDeniedByDevice(purpose.id())) {
                accepted.put(purpose.id(), Choice.GRANTED);
            }
        }
        return accepted;
    }

    private static boolean needsConfirmation(Verdict verdict, EffectiveConsent effective) {
        boolean twoSteps = effective.regime().twoStepOptIn();
        return !verdict.permitted() && says(verdict, SIGNALS)
                || effective.isDeniedByDevice(verdict.name())
                || twoSteps && !verdict.permitted() && says(verdict, Set.of(Reason.OPTED_OUT));
    }

    private static boolean says(Verdict verdict, Set<Reason> reasons) {
        return reasons.contains(verdict.reason())
                || verdict.beaten().stream().anyMatch(finding -> reasons.contains(finding.reason()));
    }

    /**
     * What is handed in.
     *
     * @param id identity of the act
     * @param form the form that brought it
     * @param page what was shown and known when it was served
     * @param confirmed whether this answers the second step, which named what speaks against it
     * @param foundBy how it was found where the person is taken to be
     */
    Submission submission(DecisionId id, ChoicesForm form, AnsweredPage page, boolean confirmed, FoundBy foundBy) {
        return new Submission(id, action, form.source(), choices, optOuts, page.shown(), confirmed, confirmed)
                .by(Actor.PERSON, page.control(form))
                .seenWith(page.signals(), foundBy);
    }
}
