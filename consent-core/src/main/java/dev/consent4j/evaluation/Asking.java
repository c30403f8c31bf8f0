package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether to ask the person: a separate answer, so that a denial does not mean nagging. */
final class Asking {

    private static final Set<Reason> STANDING = Set.of(Reason.NOT_OPTED_OUT, Reason.NOTICE_ONLY);
    private static final Set<Reason> DENIALS = Set.of(Reason.OBJECTED, Reason.OPTED_OUT, Reason.REFUSED);

    private final Visit visit;
    private final Policy policy;
    private final Regime regime;
    private final EffectiveConsent consent;
    private final List<GivenConsent> sources = new ArrayList<>();

    Asking(EffectiveConsent consent) {
        this.visit = consent.visit();
        this.policy = consent.policy();
        this.regime = consent.regime();
        this.consent = consent;
        for (Given given : List.of(visit.account(), visit.device())) {
            if (given instanceof GivenConsent answered) {
                sources.add(answered);
            }
        }
    }

    Prompt prompt() {
        if (isLost(visit.device()) || isLost(visit.account())) {
            return Prompt.ASK_UNREADABLE;
        }
        if (positions().anyMatch(this::isContradicted)) {
            return Prompt.TELL_CONFLICT;
        }
        if (sources.stream().anyMatch(this::refusedEverythingRecently)) {
            return Prompt.REFUSED_RECENTLY;
        }
        boolean answered = sources.stream().anyMatch(Asking::answersAnything);
        if (!answered && signalledRecently()) {
            return Prompt.SIGNALLED_RECENTLY;
        }
        if (positions().noneMatch(position -> isOpen(position, answered))) {
            return Prompt.NOTHING_TO_ASK;
        }
        return answered ? Prompt.ASK_AGAIN : Prompt.ASK_FIRST;
    }

    private static boolean isLost(Given given) {
        return given instanceof Given.Unreadable unreadable && !unreadable.temporary();
    }

    /** The purposes that a prompt which asks is about. */
    List<String> asked() {
        boolean answered = sources.stream().anyMatch(Asking::answersAnything);
        return positions()
                .filter(position -> switch (consent.prompt()) {
                    case TELL_CONFLICT -> isContradicted(position);
                    case ASK_UNREADABLE -> !policy.purposes().get(position).required();
                    default -> isOpen(position, answered);
                })
                .mapToObj(position -> policy.purposes().get(position).id())
                .toList();
    }

    /** Where the purposes stand in the policy. */
    private IntStream positions() {
        return IntStream.range(0, policy.purposes().size());
    }

    /** A notice goes only to one whose grant stands against a signal or the device's denial, until they answer. */
    private boolean isContradicted(int position) {
        Reason reason = consent.reasonAt(position);
        boolean unanswered = switch (reason) {
            case SIGNAL_GPC -> !actedSince(Signal.GPC);
            case SIGNAL_DNT -> !actedSince(Signal.DNT);
            default -> DENIALS.contains(reason) && accountAlonePermits(position) && !deviceIsAnswered(position);
        };
        return unanswered && consent.verdictAt(position).hasBeaten(Reason.GRANTED);
    }

    /** Whether the person, shown what the device denies, has answered, also by leaving it at that. */
    private boolean deviceIsAnswered(int position) {
        GivenConsent device = consent.given();
        GivenConsent account = GivenConsent.orEmpty(visit.account());
        return !account.conflicts().isEmpty()
                && consent.verdictAt(position)
                        .findings()
                        .filter(finding -> DENIALS.contains(finding.reason()))
                        .map(Finding::act)
                        .allMatch(act ->
                                act != null && account.answerTo(device, act).isPresent());
    }

    private boolean actedSince(Signal signal) {
        return sources.stream().anyMatch(given -> {
            Act seen = given.signals().get(signal);
            return seen != null && given.acts() > seen.number();
        });
    }

    private boolean accountAlonePermits(int position) {
        Visit alone = new Visit(
                visit.policies(),
                visit.jurisdiction(),
                Given.NONE,
                visit.account(),
                visit.person(),
                visit.signals(),
                visit.ended(),
                visit.today());
        Purpose purpose = policy.purposes().get(position);
        Circumstances circumstances = new Circumstances(alone, policy, regime, null);
        return new PurposeRules(circumstances).reason(purpose).permits();
    }

    private boolean refusedEverythingRecently(GivenConsent given) {
        Act rejectAll = given.rejectAll();
        return rejectAll != null && waiting(rejectAll)
                || given.optOuts().values().stream().anyMatch(this::waiting)
                || given.answers().values().stream()
                        .anyMatch(answer -> answer instanceof Answer.Denied denied
                                && denied.denial() == Denial.OPTED_OUT
                                && waiting(denied.act()));
    }

    private boolean waiting(Act act) {
        return !Term.isOver(act.day(), regime.renewAfterRefusal(), visit.today());
    }

    private static boolean answersAnything(GivenConsent given) {
        return !given.answers().isEmpty()
                || given.rejectAll() != null
                || !given.optOuts().isEmpty();
    }

    /** First sight of a signal counts as today's, recorded or not. */
    private boolean signalledRecently() {
        boolean stops = positions()
                .mapToObj(consent::reasonAt)
                .anyMatch(reason -> reason == Reason.SIGNAL_GPC || reason == Reason.SIGNAL_DNT);
        List<Act> recorded = sources.stream()
                .flatMap(given -> given.signals().values().stream())
                .toList();
        return stops && (recorded.isEmpty() || recorded.stream().anyMatch(this::waiting));
    }

    private boolean isOpen(int position, boolean answered) {
        Reason reason = consent.reasonAt(position);
        return switch (reason) {
            case UNDECIDED -> true;
            case REFUSED -> !isWaiting(policy.purposes().get(position)) || hasFailedGrant(consent.verdictAt(position));
            default -> !answered && STANDING.contains(reason) && regime.model() != Model.NONE;
        };
    }

    /** Who granted after a refusal is asked again when the grant fails, although the refusal has revived. */
    private static boolean hasFailedGrant(Verdict verdict) {
        for (Finding beaten : verdict.beaten()) {
            if (beaten.reason().isFailedGrant()) {
                return true;
            }
        }
        return false;
    }

    private boolean isWaiting(Purpose purpose) {
        for (GivenConsent given : sources) {
            Answer answer = given.answers().get(purpose.id());
            if (answer != null && waiting(answer.act())) {
                return true;
            }
        }
        return false;
    }
}
