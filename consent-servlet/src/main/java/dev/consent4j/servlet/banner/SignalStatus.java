package dev.consent4j.servlet.banner;

import dev.consent4j.decision.Act;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.signal.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the browser signals, and what became of it: display of the opt-out status (11 CCR 7025(c)(6)), and for DNT the
 * disclosure of what the site does with it (Cal. Bus. and Prof. 22575(b)(5)).
 */
record SignalStatus(Offer offer, EffectiveConsent effective) {

    Html markup() {
        Wording wording = offer.wording();
        Html html = new Html().open("section").with("class", "pc-panel").with("aria-labelledby", "pc-signals");
        html.open("h2")
                .with("id", "pc-signals")
                .text(wording.say("signal.title"))
                .close();
        boolean gpc = isKnown(Signal.GPC);
        boolean dnt = isKnown(Signal.DNT);
        if (gpc) {
            globalPrivacyControl(html);
        } else {
            html.line("p", "", wording.say("signal.none"));
        }
        if (dnt) {
            doNotTrack(html);
        } else {
            html.line("p", "", wording.say("signal.none.dnt." + dntRule()));
        }
        return html.close();
    }

    private boolean isOptIn() {
        return offer.regime().model() == Model.OPT_IN;
    }

    private String dntRule() {
        return offer.siteHonoursDnt() ? "object" : offer.honoursDnt() ? "by-law" : "ignore";
    }

    private boolean isSent(Signal signal) {
        return effective.visit().signals().active().contains(signal);
    }

    private Optional<Act> recorded(Signal signal) {
        return Optional.ofNullable(effective.deciding().signals().get(signal))
                .or(() -> Optional.ofNullable(effective.given().signals().get(signal)));
    }

    private boolean isKnown(Signal signal) {
        return isSent(signal) || recorded(signal).isPresent();
    }

    private String seen(Signal signal) {
        String key = "signal." + signal.id();
        return isSent(signal)
                ? offer.wording().say(key + ".sent")
                : recorded(signal)
                        .map(act -> offer.wording()
                                .say(key + ".recorded", offer.wording().day(act.day())))
                        .orElse("");
    }

    private void globalPrivacyControl(Html html) {
        Wording wording = offer.wording();
        html.open("p").with("class", "pc-signal").with("role", "status");
        html.line("strong", "", wording.say("signal.gpc.honoured"))
                .text(" " + seen(Signal.GPC))
                .close();
        if (!offer.anythingStoppedByGpc()) {
            html.line("p", "", wording.say("signal.gpc.nothing"));
        }
        purposes(html, "signal.gpc.stops", stopped(Reason.SIGNAL_GPC));
        purposes(html, "signal.gpc.lifted", lifted(Reason.SIGNAL_GPC));
    }

    private void doNotTrack(Html html) {
        Wording wording = offer.wording();
        html.open("p")
                .with("class", "pc-signal")
                .with("role", "status")
                .line("strong", "", seen(Signal.DNT))
                .close();
        html.line("p", "", wording.say("signal.dnt.consent." + (isOptIn() ? "opt-in" : "other")));
        if (!offer.honoursDnt()) {
            html.line("p", "", wording.say("signal.dnt.ignored"));
            return;
        }
        html.line("p", "", wording.say(offer.siteHonoursDnt() ? "signal.dnt.honoured" : "signal.dnt.by-law"));
        List<String> stopped = stopped(Reason.SIGNAL_DNT);
        List<String> lifted = lifted(Reason.SIGNAL_DNT);
        if (stopped.isEmpty() && lifted.isEmpty()) {
            html.line("p", "", wording.say("signal.dnt.nothing"));
        }
        purposes(html, "signal.dnt.stops", stopped);
        purposes(html, "signal.dnt.lifted", lifted);
    }

    private List<String> stopped(Reason reason) {
        return titles(verdict -> verdict.reason() == reason || !verdict.permitted() && beats(verdict, reason));
    }

    private List<String> lifted(Reason reason) {
        return titles(verdict -> verdict.permitted() && verdict.reason() != Reason.REQUIRED && beats(verdict, reason));
    }

    private static boolean beats(Verdict verdict, Reason reason) {
        return verdict.hasBeaten(reason);
    }

    private List<String> titles(Predicate<Verdict> wanted) {
        List<String> titles = new ArrayList<>();
        for (Purpose purpose : offer.policy().purposes()) {
            Verdict verdict = effective.verdicts().get(purpose.id());
            if (verdict != null && wanted.test(verdict)) {
                titles.add(offer.title(purpose));
            }
        }
        return titles;
    }

    private void purposes(Html html, String key, List<String> titles) {
        if (!titles.isEmpty()) {
            html.line("p", "", offer.wording().say(key)).open("ul");
            titles.forEach(title -> html.line("li", "", title));
            html.close();
        }
    }
}
