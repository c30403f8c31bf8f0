package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Regime;
import dev.consent4j.signal.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every verdict of one evaluation, and is named in each explanation.
 *
 * @param visit what the evaluation depended on
 * @param policy the policy version in force
 * @param regime the rules in force
 * @param decisions the decision behind each act of the device, as far as the ledger knows it and may be told; null if it
 *     was not asked, and then those of the account are not told either
 */
public record Circumstances(
        Visit visit, Policy policy, Regime regime, @Nullable Map<Act, DecisionId> decisions) {

    /** Ends a sentence about rules with what they were applied to; {@code acts} are those behind the rules. */
    String told(Collection<Act> acts) {
        return "; signals " + signals() + "; regime " + place() + "; decision " + decisions(acts) + "; policy "
                + policy.version();
    }

    private String place() {
        Jurisdiction jurisdiction = visit.jurisdiction();
        return regime.id()
                + (jurisdiction.equals(Jurisdiction.UNKNOWN) ? ", jurisdiction unknown" : " in " + jurisdiction.code());
    }

    private String signals() {
        StringJoiner told = new StringJoiner(", ");
        for (Signal signal : Signal.values()) {
            Act onAccount = GivenConsent.orEmpty(visit.account()).signals().get(signal);
            Act recorded = onAccount != null
                    ? onAccount
                    : GivenConsent.orEmpty(visit.device()).signals().get(signal);
            boolean sent = visit.signals().isActive(signal);
            if (sent || recorded != null) {
                told.add(signal.id() + " (" + SignalRules.seen(sent, recorded) + ")");
            }
        }
        return told.length() == 0 ? "none" : told.toString();
    }

    private String decisions(Collection<Act> acts) {
        if (acts.isEmpty()) {
            return "none";
        }
        Map<Act, DecisionId> known = decisions;
        String separator = known == null ? ", " : "), ";
        return acts.stream()
                .map(act -> (known == null ? "" : name(act, known) + " (") + place(act))
                .collect(Collectors.joining(separator, known == null ? "not looked up (" : "", ")"));
    }

    /** The decision of an act in words; one made without a pseudonym cannot be told from others of its day. */
    String decision(Act act) {
        return decisions(List.of(act));
    }

    private static String name(Act act, Map<Act, DecisionId> known) {
        DecisionId id = act.decision() == null ? known.get(act) : act.decision();
        return id == null ? "unlinked" : id.text();
    }

    private String place(Act act) {
        GivenConsent device = GivenConsent.orEmpty(visit.device());
        boolean isDevices = device.heldActs().contains(act);
        if (!isDevices && GivenConsent.orEmpty(visit.account()).heldActs().contains(act)) {
            return "act " + act.number() + " of the account";
        }
        Unrecorded mark = device.unrecorded();
        boolean waits = mark != null && act.number() >= mark.fromAct() && isDevices;
        return "act " + act.number() + (waits ? ", not recorded yet" : "");
    }
}
