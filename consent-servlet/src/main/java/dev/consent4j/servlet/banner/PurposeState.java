package dev.consent4j.servlet.banner;

import dev.consent4j.decision.Answer;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Finding;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.page.Html;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where one purpose stands for a visitor, in words: on or off, and why. */
record PurposeState(Wording wording, EffectiveConsent effective, Purpose purpose) {

    private static final Set<Reason> BY_ANSWER =
            Set.of(Reason.GRANTED, Reason.REFUSED, Reason.OBJECTED, Reason.OPTED_OUT);
    private static final Set<Reason> FAILED = Set.of(Reason.EXPIRED, Reason.CHANGED, Reason.ENDED, Reason.FORM);

    boolean isOn() {
        return verdict().permitted();
    }

    /**
     * Where the switch stands: what is on, and what is off only until it can be looked up, because saving the page as it is
     * must not refuse it.
     */
    boolean isChosen() {
        return lasting(verdict()).permits();
    }

    /** The reason of a verdict, or where that is temporary, the one it puts off. */
    static Reason lasting(Verdict verdict) {
        return Stream.concat(
                        Stream.of(verdict.reason()), verdict.beaten().stream().map(Finding::reason))
                .filter(reason -> !reason.isTemporary())
                .findFirst()
                .orElse(verdict.reason());
    }

    Verdict verdict() {
        return effective.purpose(purpose.id());
    }

    Html words() {
        String on = isOn() ? "on" : "off";
        String why = wording.say("state." + told().id());
        String since = since().map(day -> wording.say("state.since", why, day)).orElse(why);
        return new Html().line("b", "pc-" + on, wording.say("state." + on)).text(": " + since);
    }

    /** The reason that says most: of somebody who granted once, why that no longer counts. */
    private Reason told() {
        Verdict verdict = verdict();
        return verdict.reason() != Reason.UNDECIDED
                ? verdict.reason()
                : verdict.beaten().stream()
                        .map(Finding::reason)
                        .filter(FAILED::contains)
                        .findFirst()
                        .orElse(Reason.UNDECIDED);
    }

    private Optional<String> since() {
        return BY_ANSWER.contains(verdict().reason())
                ? effective.deciding().answer(purpose.id()).map(Answer::act).map(act -> wording.day(act.day()))
                : Optional.empty();
    }
}
