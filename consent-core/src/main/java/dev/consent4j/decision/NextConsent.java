package dev.consent4j.decision;

import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a decision changes given consent. Pure: the same inputs give the same consent. */
public final class NextConsent {

    private NextConsent() {}

    /**
     * The given consent after a decision.
     *
     * <ul>
     *   <li>accept-all grants every optional purpose and ends refusals and a reject-all, but no express objection or
     *       opt-out, and lifts no signal; a specific grant that did stays as it is, and so does what needs an explicit
     *       grant ({@link Regime#wantsExplicit});
     *   <li>reject-all denies every optional purpose and those added later; withdraw also drops the subject and what names
     *       decisions of an account;
     *   <li>save answers the purposes named and leaves the others with their own act and life; acknowledge answers
     *       those nobody has answered;
     *   <li>object denies the purposes named, expressly, and opts out of the uses named;
     *   <li>signal notes the signals and leaves answers alone.
     * </ul>
     *
     * <p>Of an unproven decision ({@link Decision#isUnproven}) the grants do not count, and an accept-all ends nothing.
     *
     * @param before what was given before
     * @param decision the decision
     * @param policy the version the person answered
     * @param regime the regime in force
     * @return what is given now
     */
    public static GivenConsent after(GivenConsent before, Decision decision, Policy policy, Regime regime) {
        return afterProven(before, proven(decision), policy, regime, null);
    }

    /**
     * The same for an account, whose acts name their decisions, and which remembers the answers to contradictions.
     *
     * @param before what was given before
     * @param decision the decision
     * @param policy the version the person answered
     * @param regime the regime in force
     * @return what is given now, without a subject
     */
    public static GivenConsent ofAccount(GivenConsent before, Decision decision, Policy policy, Regime regime) {
        GivenConsent next = afterProven(before, proven(decision), policy, regime, decision.id())
                .by(null)
                .with(before.conflicts());
        return decision.conflictNamed() || decision.action() == Action.ACKNOWLEDGE
                ? next.answered(ConflictAnswered.by(next.acts(), decision.id()), ConflictAnswered.MAX_OF_ACCOUNT)
                : next;
    }

    private static Decision proven(Decision decision) {
        return decision.isUnproven() ? decision.withoutGrants() : decision;
    }

    private static GivenConsent afterProven(
            GivenConsent before, Decision decision, Policy policy, Regime regime, @Nullable DecisionId id) {
        LocalDate day = decision.time().atZone(ZoneOffset.UTC).toLocalDate();
        Act act = new Act(
                Math.min(before.acts() + 1, Act.MAX_NUMBER),
                day,
                day.plus(regime.renewAfter()),
                policy.version(),
                regime.id(),
                id);
        Map<String, Answer> answers = new TreeMap<>(before.answers());
        Map<Use, Act> optOuts = new TreeMap<>(before.optOuts());
        Map<Signal, Act> signals = new TreeMap<>(before.signals());
        decision.signals().forEach(signal -> signals.putIfAbsent(signal, act));
        NextAnswer next = new NextAnswer(before, decision, policy, act, signals);
        Map<String, Choice> choices = decision.choices();
        for (Purpose purpose : policy.purposes()) {
            Choice choice = choices.get(purpose.id());
            if (!purpose.required() && decision.action() != Action.SIGNAL) {
                boolean setAside = decision.action() == Action.ACCEPT_ALL && regime.wantsExplicit(purpose);
                Answer asked = choice == null ? null : next.to(purpose, choice);
                Answer answer = setAside ? next.inForce(purpose.id()) : asked;
                if (answer != null) {
                    answers.put(purpose.id(), answer);
                }
            }
        }
        decision.optOuts().forEach(use -> optOuts.put(use, act));
        Act rejectAll = decision.action() == Action.ACCEPT_ALL ? null : before.rejectAll();
        if (decision.action() == Action.REJECT_ALL || decision.action() == Action.WITHDRAW) {
            rejectAll = act;
            // Purposes this version no longer declares would come back granted if a later version declared them.
            answers.replaceAll((purpose, answer) -> answer instanceof Answer.Granted ? next.refused(answer) : answer);
        }
        boolean leaves = decision.action() == Action.WITHDRAW;
        return new GivenConsent(
                leaves ? null : decision.subject(),
                act.number(),
                answers,
                rejectAll,
                optOuts,
                signals,
                before.unrecorded(),
                leaves ? List.of() : before.conflicts());
    }
}
