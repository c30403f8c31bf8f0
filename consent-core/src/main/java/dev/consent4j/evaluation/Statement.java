package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a device, or an account, says to one purpose: its grant, and the denials that hold.
 *
 * @param given all it says
 * @param grant its grant, checked
 * @param denials denials that nothing in the same given consent ended
 */
record Statement(GivenConsent given, GrantCheck grant, List<Held> denials) {

    static final Statement NONE = new Statement(GivenConsent.EMPTY, GrantCheck.NONE, List.of());

    /**
     * A denial that holds.
     *
     * @param denial how it was said
     * @param act when
     * @param finding what a verdict tells of it
     */
    record Held(Denial denial, Act act, Finding finding) {}

    static Statement of(
            Visit visit, Policy policy, Regime regime, Purpose purpose, LegalBasis basis, GivenConsent given) {
        Answer answer = given.answers().get(purpose.id());
        GrantCheck grant = answer instanceof Answer.Granted granted
                ? GrantCheck.of(visit, policy, regime, purpose, given, granted)
                : GrantCheck.NONE;
        Held own = null;
        if (answer instanceof Answer.Denied denied) {
            own = held(denied, basis, "");
        } else if (answer instanceof Answer.Granted granted && granted.replaced() != null) {
            own = replaced(granted.replaced(), grant, basis);
        }
        if (given.rejectAll() == null && given.optOuts().isEmpty()) {
            return new Statement(given, grant, own == null ? List.of() : List.of(own));
        }
        List<Held> denials = new ArrayList<>();
        if (own != null) {
            denials.add(own);
        }
        rejected(given, answer, grant, basis, denials);
        optedOut(regime, purpose, given, grant, denials);
        return new Statement(given, grant, denials);
    }

    private static void optedOut(
            Regime regime, Purpose purpose, GivenConsent given, GrantCheck grant, List<Held> denials) {
        given.optOuts().forEach((use, act) -> {
            if (purpose.uses().contains(use) && !lifts(regime, grant, act)) {
                Finding finding = new Finding(Reason.OPTED_OUT, act, () -> told("opted out of " + use.id(), act));
                denials.add(new Held(Denial.OPTED_OUT, act, finding));
            }
        });
    }

    /** A grant that fails revives what it replaced; accept-all does not even end what was said expressly. */
    private static @Nullable Held replaced(Answer.Denied replaced, GrantCheck grant, LegalBasis basis) {
        if (!grant.stands()) {
            return held(replaced, basis, ", revived");
        }
        return replaced.denial() == Denial.REFUSED || grant.isSpecific()
                ? null
                : held(replaced, basis, ", not ended by accepting everything");
    }

    /** A later answer ends a reject-all, except a grant that fails; what that replaced is told by itself if it says. */
    private static void rejected(
            GivenConsent given, @Nullable Answer answer, GrantCheck grant, LegalBasis basis, List<Held> denials) {
        Act rejectAll = given.rejectAll();
        boolean revived = answer instanceof Answer.Granted granted && granted.replaced() == null && !grant.stands();
        if (rejectAll != null && (answer == null || revived || rejectAll.isAfter(answer.act()))) {
            Finding finding =
                    new Finding(reason(Denial.REFUSED, basis), rejectAll, () -> told("reject-all", rejectAll));
            denials.add(new Held(Denial.REFUSED, rejectAll, finding));
        }
    }

    /** Accept-all does not lift an opt-out of a use; some laws ask for two steps (11 CCR 7028). */
    private static boolean lifts(Regime regime, GrantCheck grant, Act optOut) {
        Answer.Granted granted = grant.granted();
        return granted != null
                && grant.stands()
                && grant.isSpecific()
                && granted.act().isAfter(optOut)
                && (granted.twoSteps() || !regime.twoStepOptIn());
    }

    private static Held held(Answer.Denied denied, LegalBasis basis, String suffix) {
        Finding finding = new Finding(
                reason(denied.denial(), basis),
                denied.act(),
                () -> told(denied.denial().id(), denied.act()) + suffix);
        return new Held(denied.denial(), denied.act(), finding);
    }

    /** A refusal of what rests on an interest or an exemption is an objection to it. */
    private static Reason reason(Denial denial, LegalBasis basis) {
        return switch (denial) {
            case OBJECTED -> Reason.OBJECTED;
            case OPTED_OUT -> Reason.OPTED_OUT;
            case REFUSED ->
                basis == LegalBasis.LEGITIMATE_INTEREST || basis == LegalBasis.EXEMPT
                        ? Reason.OBJECTED
                        : Reason.REFUSED;
        };
    }

    /**
     * Whether a denial of the device is over, because the person, shown the contradiction, granted for the account later:
     * on a later day, or in or after an act that both remember as the answer to it.
     */
    boolean answers(Held denial, Statement device, Regime regime) {
        Answer.Granted granted = grant.granted();
        if (granted == null || !grant.stands() || !granted.conflictNamed()) {
            return false;
        }
        boolean strongEnough = switch (denial.denial()) {
            case REFUSED -> true;
            case OBJECTED -> grant.isSpecific();
            case OPTED_OUT -> grant.isSpecific() && (granted.twoSteps() || !regime.twoStepOptIn());
        };
        return strongEnough && (granted.act().day().isAfter(denial.act().day()) || isAfter(granted, denial, device));
    }

    private boolean isAfter(Answer.Granted granted, Held denial, Statement device) {
        OptionalInt answer = given.answerTo(device.given, denial.act());
        return answer.isPresent() && granted.act().number() >= answer.getAsInt();
    }

    static String told(String what, Act act) {
        return what + " on " + act.day() + " under " + act.policyVersion();
    }
}
