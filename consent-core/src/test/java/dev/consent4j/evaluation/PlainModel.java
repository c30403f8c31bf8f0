package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.ConflictAnswered;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What may be used, read off section 5 of the design a second time: every rule tries every purpose, everything is
 * computed again, nothing is shared with the evaluator but the values it reads.
 */
final class PlainModel {

    private final Visit visit;
    private final Policy policy;
    private final Regime regime;
    private final Purpose purpose;
    private final Optional<Reason> deviceFailure;
    private final Optional<Reason> accountFailure;

    PlainModel(Visit visit, Purpose purpose) {
        this.visit = visit;
        this.policy = visit.policy();
        this.regime = visit.regime();
        this.purpose = purpose;
        this.deviceFailure = failureOf(visit.device());
        this.accountFailure = failureOf(visit.account());
    }

    /** The first rule that matches. */
    Reason reason() {
        return Collections.min(matching());
    }

    /** Rules 1 to 7, those that match. */
    private Set<Reason> matching() {
        Set<Reason> matching = EnumSet.of(byBasis());
        if (purpose.required()) {
            matching.add(Reason.REQUIRED);
        }
        if (visit.person().restricted().contains(purpose.id())) {
            matching.add(Reason.RESTRICTED);
        }
        if (tooYoung()) {
            matching.add(Reason.AGE);
        }
        if (stopped(Signal.GPC)) {
            matching.add(Reason.SIGNAL_GPC);
        }
        if (stopped(Signal.DNT)) {
            matching.add(Reason.SIGNAL_DNT);
        }
        matching.addAll(denials());
        for (Given given : List.of(visit.device(), visit.account())) {
            if (given instanceof Given.Unreadable unreadable) {
                matching.add(unreadable.temporary() ? Reason.UNCONFIRMED : Reason.UNREADABLE);
            }
        }
        if (standing(deciding()).isPresent()) {
            matching.add(Reason.GRANTED);
        }
        GivenConsent device = GivenConsent.orEmpty(visit.device());
        boolean somebody =
                signedIn() || device.subject() != null || device.answers().get(purpose.id()) instanceof Answer.Granted;
        if (!visit.ended().complete()
                && (matching.contains(Reason.GRANTED) || somebody && byBasis().permits())) {
            matching.add(Reason.UNCONFIRMED);
        }
        return matching;
    }

    /** Rule 10: signed in, the account decides. */
    private Given deciding() {
        return signedIn() ? visit.account() : visit.device();
    }

    private boolean signedIn() {
        return !(visit.account() instanceof Given.None);
    }

    /** Rule 3. */
    private boolean tooYoung() {
        int age = Math.max(regime.minimumAge(), policy.minimumAge().at(visit.jurisdiction(), Math::max));
        return visit.person().age().isPresent()
                && visit.person().age().getAsInt() < age
                && !visit.person().guardianActs().contains(purpose.id());
    }

    /** Rule 4: GPC stops the first three uses, others where the regime says so. */
    private boolean stopped(Signal signal) {
        boolean applies = signal == Signal.GPC
                ? purpose.uses().stream()
                        .anyMatch(use -> use == Use.SALE
                                || use == Use.SHARING
                                || use == Use.TARGETED_ADVERTISING
                                || regime.gpcStops().contains(use))
                : dntObjects();
        if (!applies) {
            return false;
        }
        boolean sent = visit.signals().isActive(signal);
        Act onDevice = GivenConsent.orEmpty(visit.device()).signals().get(signal);
        Act onAccount = GivenConsent.orEmpty(visit.account()).signals().get(signal);
        // What is seen for the first time is an act of today and later than all of this device.
        return sent
                        && onDevice == null
                        && !(signedIn() && lifts(grant -> !grant.day().isBefore(visit.today())))
                || onDevice != null && !lifts(grant -> notBefore(onDevice, grant))
                || onAccount != null && !lifts(grant -> grant.number() >= onAccount.number());
    }

    /** Device and account count their acts apart, so that between them days are compared. */
    private boolean notBefore(Act onDevice, Act grant) {
        return signedIn() ? !grant.day().isBefore(onDevice.day()) : grant.number() >= onDevice.number();
    }

    /** Of this very purpose, after a notice naming the conflict, in two steps where the regime says so. */
    private boolean lifts(Predicate<Act> later) {
        return standing(deciding())
                .filter(grant -> grant.form() == GrantForm.SPECIFIC && grant.conflictNamed())
                .filter(this::inTwoStepsIfAsked)
                .filter(grant -> later.test(grant.act()))
                .isPresent();
    }

    private boolean inTwoStepsIfAsked(Answer.Granted grant) {
        return grant.twoSteps() || !regime.twoStepOptIn();
    }

    private boolean dntObjects() {
        DntRule rule = policy.dnt()
                .at(
                        visit.jurisdiction(),
                        (one, other) ->
                                one == DntRule.OBJECT || other == DntRule.OBJECT ? DntRule.OBJECT : DntRule.IGNORE);
        boolean honoured = regime.dntObjects() || rule == DntRule.OBJECT;
        return honoured
                && purpose.uses().contains(Use.TRACKING)
                && Set.of(LegalBasis.LEGITIMATE_INTEREST, LegalBasis.EXEMPT, LegalBasis.OPT_OUT, LegalBasis.NOTICE)
                        .contains(basis());
    }

    /** A denial that a device or an account holds, and the act it was said in. */
    private record Said(Denial denial, Act act, Reason reason) {}

    /** Rule 5. */
    private Set<Reason> denials() {
        Set<Reason> denials = EnumSet.noneOf(Reason.class);
        if (visit.person().objections().contains(purpose.id())) {
            denials.add(Reason.OBJECTED);
        }
        said(visit.account()).forEach(said -> denials.add(said.reason()));
        said(visit.device()).stream()
                .filter(said -> !answeredForTheAccount(said))
                .forEach(said -> denials.add(said.reason()));
        return denials;
    }

    /** What one device, or one account, says, as far as no later act there has ended it. */
    private List<Said> said(Given given) {
        GivenConsent consent = GivenConsent.orEmpty(given);
        Answer answer = consent.answers().get(purpose.id());
        Optional<Answer.Granted> standing = standing(given);
        List<Said> said = new ArrayList<>();
        if (answer instanceof Answer.Denied denied) {
            said.add(new Said(denied.denial(), denied.act(), reason(denied.denial())));
        }
        Answer.Denied replaced = answer instanceof Answer.Granted granted ? granted.replaced() : null;
        if (replaced != null
                && standing.filter(grant -> ends(grant, replaced.denial())).isEmpty()) {
            said.add(new Said(replaced.denial(), replaced.act(), reason(replaced.denial())));
        }
        Act rejectAll = consent.rejectAll();
        if (rejectAll != null) {
            boolean answeredSince = answer != null && answer.act().number() >= rejectAll.number();
            boolean failed = answer instanceof Answer.Granted && standing.isEmpty() && replaced == null;
            if (!answeredSince || failed) {
                said.add(new Said(Denial.REFUSED, rejectAll, reason(Denial.REFUSED)));
            }
        }
        consent.optOuts().forEach((use, act) -> {
            boolean over = standing.filter(grant -> grant.act().number() > act.number())
                    .filter(grant -> ends(grant, Denial.OPTED_OUT))
                    .isPresent();
            if (purpose.uses().contains(use) && !over) {
                said.add(new Said(Denial.OPTED_OUT, act, Reason.OPTED_OUT));
            }
        });
        return said;
    }

    /** Rule 10: shown the contradiction, the person answers; on the same day only what both remember tells the order. */
    private boolean answeredForTheAccount(Said said) {
        return standing(visit.account())
                .filter(Answer.Granted::conflictNamed)
                .filter(grant -> grant.act().day().isAfter(said.act().day())
                        || grant.act().number() >= shownAndAnswered(said.act()))
                .filter(grant -> ends(grant, said.denial()))
                .isPresent();
    }

    /** The act of the account in which the person first answered to an act of the device; beyond all acts if never. */
    private int shownAndAnswered(Act said) {
        int first = Integer.MAX_VALUE;
        for (ConflictAnswered here : GivenConsent.orEmpty(visit.device()).conflicts()) {
            for (ConflictAnswered there : GivenConsent.orEmpty(visit.account()).conflicts()) {
                if (here.decision() == there.decision() && said.number() <= here.act()) {
                    first = Math.min(first, there.act());
                }
            }
        }
        return first;
    }

    /** Whether what the device denies here is something the person was shown while signed in, and answered. */
    boolean isToldAlready() {
        return said(visit.device()).stream().allMatch(said -> shownAndAnswered(said.act()) < Integer.MAX_VALUE);
    }

    /** Accept-all ends a refusal or a reject-all, not an express objection or opt-out. */
    private boolean ends(Answer.Granted grant, Denial denial) {
        return switch (denial) {
            case REFUSED -> true;
            case OBJECTED -> grant.form() == GrantForm.SPECIFIC;
            case OPTED_OUT -> grant.form() == GrantForm.SPECIFIC && inTwoStepsIfAsked(grant);
        };
    }

    /** A refusal of what rests on an interest or an exemption is an objection. */
    private Reason reason(Denial denial) {
        boolean objectedTo = basis() == LegalBasis.LEGITIMATE_INTEREST || basis() == LegalBasis.EXEMPT;
        return switch (denial) {
            case OBJECTED -> Reason.OBJECTED;
            case OPTED_OUT -> Reason.OPTED_OUT;
            case REFUSED -> objectedTo ? Reason.OBJECTED : Reason.REFUSED;
        };
    }

    /** A grant that does not fail. */
    private Optional<Answer.Granted> standing(Given given) {
        return grant(given).filter(grant -> failure(given).isEmpty());
    }

    private Optional<Answer.Granted> grant(Given given) {
        return GivenConsent.orEmpty(given)
                .answer(purpose.id())
                .filter(Answer.Granted.class::isInstance)
                .map(Answer.Granted.class::cast);
    }

    /** Why the grant that would decide is none; empty if it is one, if nobody granted, or nobody was asked. */
    Optional<Reason> failure() {
        return purpose.required() ? Optional.empty() : failure(deciding());
    }

    private Optional<Reason> failure(Given given) {
        return given == visit.account() ? accountFailure : deviceFailure;
    }

    /** Rule 6. */
    private Optional<Reason> failureOf(Given given) {
        Answer.Granted grant = grant(given).orElse(null);
        if (grant == null) {
            return Optional.empty();
        }
        Act act = grant.act();
        LocalDate today = visit.today();
        if (isEnded(GivenConsent.orEmpty(given), act)) {
            return Optional.of(Reason.ENDED);
        }
        if (PlainChanges.changed(visit.policies().versions(), purpose.id(), act.policyVersion(), policy.version())) {
            return Optional.of(Reason.CHANGED);
        }
        if (!today.isBefore(act.until()) || !today.isBefore(act.day().plus(regime.renewAfter()))) {
            return Optional.of(Reason.EXPIRED);
        }
        boolean unclear = grant.form() == GrantForm.ACKNOWLEDGED || grant.form() == GrantForm.UNEQUAL;
        boolean optedOut = grant.replaced() != null && grant.replaced().denial() == Denial.OPTED_OUT;
        return unclear && regime.model() == Model.OPT_IN
                        || wantsItsOwnYes() && grant.form() != GrantForm.SPECIFIC
                        || optedOut && !inTwoStepsIfAsked(grant)
                ? Optional.of(Reason.FORM)
                : Optional.empty();
    }

    /** Explicit consent to sensitive or special data, where a rule says so: not by accepting everything. */
    private boolean wantsItsOwnYes() {
        boolean delicate = purpose.dataKind() == DataKind.SENSITIVE || purpose.dataKind() == DataKind.SPECIAL;
        return delicate && regime.asksFor().contains(purpose.dataKind());
    }

    private boolean isEnded(GivenConsent consent, Act act) {
        GrantsEnded ended = visit.ended();
        return ended.bySubject().stream()
                        .anyMatch(each -> each.subject().equals(consent.subject()) && act.number() <= each.upToAct())
                || ended.byVersion().stream()
                        .filter(each -> each.policyVersion().equals(act.policyVersion()))
                        .anyMatch(each ->
                                !act.day().isBefore(each.from()) && !act.day().isAfter(each.to()))
                || consent.subject() != null && ended.marked().ended(consent.subject()) != null;
    }

    private LegalBasis basis() {
        return purpose.basisIn(visit.jurisdiction());
    }

    /** Rule 7. */
    private Reason byBasis() {
        LegalBasis basis = basis();
        boolean stores = policy.stores(purpose.id());
        boolean exempt = basis == LegalBasis.EXEMPT
                && purpose.exemption() != null
                && purpose.exemption().met()
                && regime.exemptions().contains(purpose.exemption().kind());
        if (regime.asksFor().contains(purpose.dataKind())) {
            return Reason.UNDECIDED;
        }
        if (exempt) {
            return Reason.EXEMPT;
        }
        boolean optIn = regime.model() == Model.OPT_IN;
        if (optIn && stores) {
            return Reason.UNDECIDED;
        }
        if (basis == LegalBasis.CONTRACT) {
            return Reason.CONTRACT;
        }
        if (basis == LegalBasis.LEGAL_OBLIGATION) {
            return Reason.LEGAL_OBLIGATION;
        }
        if (basis == LegalBasis.LEGITIMATE_INTEREST && !stores) {
            return Reason.LEGITIMATE_INTEREST;
        }
        if (optIn) {
            return Reason.UNDECIDED;
        }
        return regime.model() == Model.OPT_OUT ? Reason.NOT_OPTED_OUT : Reason.NOTICE_ONLY;
    }
}
