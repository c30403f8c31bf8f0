package dev.consent4j.servlet.banner;

import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Slots;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.signal.Signal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The banner of a visitor, to be put into a page of the application. Thread safe. */
public final class BannerMarkup {

    private final Renderings banners = new Renderings(BannerRendering.SURFACE);

    /** A source of banners. */
    public BannerMarkup() {}

    /**
     * The banner: a region with one form if there is something to ask; one line of status if there is not and the regime
     * wants a signal to be acknowledged on the page; nothing otherwise.
     *
     * @param visitor who asks
     * @return HTML that is also well-formed XML, without script; empty for nothing
     */
    public String of(Visitor visitor) {
        EffectiveConsent effective = visitor.effective();
        Offer offer = Offer.to(visitor, visitor.language());
        Set<Signal> signals = told(offer, effective);
        Optional<String> returnPath = returnPath(visitor.request());
        Slots slots = new Slots().text("base", visitor.basePath()).text("choices", choicesPath(visitor));
        if (effective.prompt().asks()) {
            BannerRendering banner = new BannerRendering(
                    offer, effective.prompt(), isDeniedHere(effective), AskedAgain.of(effective), signals);
            FrozenRendering frozen = banners.of(offer, banner.variant(), banner::markup);
            visitor.site().served(frozen.rendering());
            PageQuery query = new PageQuery("", returnPath, "");
            return frozen.frozen()
                    .filled(slots.markup("fields", ChoicesPages.fields(visitor, frozen, Source.BANNER, query, "")));
        }
        if (signals.isEmpty() || !offer.regime().showSignal()) {
            return "";
        }
        return banners.of(offer, "status " + signals, () -> status(offer, signals))
                .frozen()
                .filled(slots);
    }

    /** Whether the contradiction to tell of is between the account and what was said in this browser. */
    private static boolean isDeniedHere(EffectiveConsent effective) {
        return effective.prompt() == Prompt.TELL_CONFLICT
                && effective.asked().stream()
                        .map(effective::purpose)
                        .allMatch(verdict -> verdict.reason().isDenial());
    }

    private static Html status(Offer offer, Set<Signal> signals) {
        Wording wording = offer.wording();
        Html html = new Html();
        html.empty("link").with("rel", "stylesheet").withSlot("href", "{base}/" + Renderings.STYLE.fileName());
        html.open("section").with("class", "pc pc-banner pc-strip").with("aria-label", wording.say("signal.title"));
        html.with("lang", wording.pageLanguage())
                .with("dir", "auto")
                .open("div")
                .with("class", "pc-status")
                .open("div");
        BannerRendering.signalLines(html, offer, signals);
        html.close().open("a").with("class", "pc-more").withSlot("href", "{choices}");
        return html.text(wording.say("button.more")).close().close().close();
    }

    /** The signals to tell of: those of this request, unless the person has lifted all they would stop. */
    private static Set<Signal> told(Offer offer, EffectiveConsent effective) {
        Set<Signal> told = EnumSet.noneOf(Signal.class);
        for (Signal signal : effective.visit().signals().active()) {
            Reason reason = signal == Signal.GPC ? Reason.SIGNAL_GPC : Reason.SIGNAL_DNT;
            boolean lifted = effective.verdicts().values().stream().anyMatch(verdict -> lifts(verdict, reason));
            boolean shown = signal == Signal.GPC || effective.prompt().asks() || offer.honoursDnt();
            if (!lifted && shown) {
                told.add(signal);
            }
        }
        return told;
    }

    private static boolean lifts(Verdict verdict, Reason reason) {
        return verdict.reason() == Reason.GRANTED && verdict.hasBeaten(reason);
    }

    /** The page around the banner, with its query, which travels in the form's body only. */
    private static Optional<String> returnPath(HttpServletRequest request) {
        String query = request.getQueryString();
        return ReturnPath.parse(request.getRequestURI() + (query == null ? "" : "?" + query))
                .or(() -> ReturnPath.parse(request.getRequestURI()));
    }

    /** The link to the choices page names the page without its query, because addresses end up in logs. */
    private static String choicesPath(Visitor visitor) {
        String path = visitor.basePath() + "/choices";
        return ReturnPath.parse(visitor.request().getRequestURI())
                .map(from -> path + "?return=" + PageQuery.encoded(from))
                .orElse(path);
    }
}
