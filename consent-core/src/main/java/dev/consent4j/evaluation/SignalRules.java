package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What signals, on this request or recorded, do to one purpose. */
final class SignalRules {

    private final Regime regime;
    private final GrantCheck grant;
    private final boolean signedIn;
    private final LocalDate today;
    private final List<Finding> stopping = new ArrayList<>();
    private final List<Finding> lifted = new ArrayList<>();

    SignalRules(
            Visit visit,
            Policy policy,
            Regime regime,
            Purpose purpose,
            LegalBasis basis,
            GrantCheck grant,
            boolean signedIn) {
        this.regime = regime;
        this.grant = grant;
        this.signedIn = signedIn;
        this.today = visit.today();
        for (Signal signal : Signal.values()) {
            Act onAccount = GivenConsent.orEmpty(visit.account()).signals().get(signal);
            Act onDevice = GivenConsent.orEmpty(visit.device()).signals().get(signal);
            boolean isSent = visit.signals().isActive(signal);
            if (isSent || onAccount != null || onDevice != null) {
                Supplier<String> stops =
                        signal == Signal.GPC ? gpc(regime, purpose) : dnt(visit, policy, regime, purpose, basis);
                if (stops != null) {
                    judge(signal, stops, isSent, onAccount, onDevice);
                }
            }
        }
    }

    /** Whether there is any signal, on this request or recorded. */
    static boolean apply(Visit visit) {
        return visit.signals().isActive(Signal.GPC)
                || visit.signals().isActive(Signal.DNT)
                || !GivenConsent.orEmpty(visit.account()).signals().isEmpty()
                || !GivenConsent.orEmpty(visit.device()).signals().isEmpty();
    }

    List<Finding> stopping() {
        return stopping;
    }

    List<Finding> lifted() {
        return lifted;
    }

    private void judge(
            Signal signal, Supplier<String> stops, boolean sent, @Nullable Act onAccount, @Nullable Act onDevice) {
        Reason reason = signal == Signal.GPC ? Reason.SIGNAL_GPC : Reason.SIGNAL_DNT;
        Act recorded = onAccount != null ? onAccount : onDevice;
        Supplier<String> detail = () -> stops.get() + ", " + seen(sent, recorded);
        if (liftsFirstSight(sent && onDevice == null) && lifts(onAccount, signedIn) && lifts(onDevice, !signedIn)) {
            lifted.add(new Finding(reason, recorded, () -> detail.get() + ", lifted by a later specific grant"));
        } else {
            stopping.add(new Finding(reason, recorded, detail));
        }
    }

    /** Where a signal was seen: now, or in an earlier act. */
    static String seen(boolean sent, @Nullable Act recorded) {
        String before = recorded == null ? "" : "recorded on " + recorded.day();
        return !sent && recorded != null ? before : "on this request" + (recorded == null ? "" : ", " + before);
    }

    /** Whether a site honours {@code DNT: 1} here, by its own word or because the regime gives it force. */
    static boolean honoursDnt(Visit visit, Policy policy, Regime regime) {
        DntRule rule =
                policy.dnt().at(visit.jurisdiction(), (first, second) -> first == DntRule.OBJECT ? first : second);
        return rule == DntRule.OBJECT || regime.dntObjects();
    }

    private static @Nullable Supplier<String> gpc(Regime regime, Purpose purpose) {
        Predicate<Use> stopped =
                use -> Regime.GPC_USES.contains(use) || regime.gpcStops().contains(use);
        return purpose.uses().stream().noneMatch(stopped)
                ? null
                : () -> purpose.uses().stream()
                        .filter(stopped)
                        .map(Use::id)
                        .collect(Collectors.joining(", ", "stops ", ""));
    }

    private static @Nullable Supplier<String> dnt(
            Visit visit, Policy policy, Regime regime, Purpose purpose, LegalBasis basis) {
        return basis.objectionable() && purpose.uses().contains(Use.TRACKING) && honoursDnt(visit, policy, regime)
                ? () -> "objects to " + basis.id()
                : null;
    }

    /** What is seen on this device for the first time is an act of today, and later than any of the device's. */
    private boolean liftsFirstSight(boolean firstSight) {
        Answer.Granted granted = grant.granted();
        return !firstSight
                || signedIn && granted != null && !granted.act().day().isBefore(today);
    }

    /**
     * Only a specific grant after a notice that named the conflict lifts a signal; accept-all never does. Device and
     * account count their acts apart: between them days are compared.
     */
    private boolean lifts(@Nullable Act recorded, boolean grantedThere) {
        Answer.Granted granted = grant.granted();
        if (granted == null
                || !grant.stands()
                || !grant.isSpecific()
                || !granted.conflictNamed()
                || regime.twoStepOptIn() && !granted.twoSteps()) {
            return false;
        }
        if (recorded == null) {
            return true;
        }
        return grantedThere
                ? !recorded.isAfter(granted.act())
                : !granted.act().day().isBefore(recorded.day());
    }
}
