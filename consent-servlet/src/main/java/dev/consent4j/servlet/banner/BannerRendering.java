package dev.consent4j.servlet.banner;

import dev.consent4j.evaluation.Prompt;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.signal.Signal;
import java.util.List;
import java.util.Set;

/**
 * The banner: a region of the application's page, in its flow, that blocks nothing. One form; accepting and refusing are
 * buttons of the same element, class and size (CNIL 2020-092; EDPB banner task force, paragraph 8).
 */
record BannerRendering(Offer offer, Prompt prompt, boolean deniedHere, AskedAgain asked, Set<Signal> signals) {

    static final String SURFACE = "banner";

    /** What tells the banners of one offer apart. */
    String variant() {
        return prompt.id() + (deniedHere ? " here " : " ")
                + String.join(" ", signals.stream().map(Signal::id).sorted().toList()) + "|" + asked.variant();
    }

    Html markup() {
        Wording wording = offer.wording();
        Html html = new Html();
        html.empty("link").with("rel", "stylesheet").withSlot("href", "{base}/" + Renderings.STYLE.fileName());
        html.open("section")
                .with("class", "pc pc-banner")
                .with("role", "region")
                .with("aria-labelledby", "pc-banner-title")
                .with("lang", wording.pageLanguage())
                // The page around may be in a language of another direction.
                .with("dir", "auto");
        html.open("h2")
                .with("id", "pc-banner-title")
                .text(wording.say("banner.title." + prompt.id() + (deniedHere ? ".device" : "")))
                .close();
        explanation(html);
        signalLines(html, offer, signals);
        html.open("form").with("method", "post").withSlot("action", "{base}/choices");
        html.slot("fields");
        if (prompt == Prompt.TELL_CONFLICT) {
            actions(html, List.of(Buttons.ACKNOWLEDGE));
        } else {
            if (asked.purposes().isEmpty()) {
                categories(html);
            } else {
                asked.add(html, wording);
            }
            if (offer.offersOptOut()) {
                Buttons.addUses(html);
            }
            Buttons.addLimited(html, offer);
            if (!asked.whole()) {
                asked.addFields(html);
            }
            if (asked.whole() && !offer.explicit().isEmpty()) {
                html.line("p", "", wording.say("banner.explicit", offer.titles(offer.explicit())));
            }
            actions(html, Buttons.ofBanner(offer, asked));
        }
        html.open("a")
                .with("class", "pc-more")
                .withSlot("href", "{choices}")
                .text(wording.say("button.more"))
                .close();
        return html.close().close();
    }

    private void explanation(Html html) {
        Wording wording = offer.wording();
        String name = offer.policy().controller().name();
        switch (prompt) {
            case TELL_CONFLICT ->
                html.line("p", "", wording.say("banner.tell-conflict" + (deniedHere ? ".device" : "")));
            case ASK_AGAIN, ASK_UNREADABLE -> html.line("p", "", wording.say("banner." + prompt.id()));
            default ->
                html.line(
                        "p",
                        "",
                        wording.say("banner.intro." + offer.regime().model().id(), name));
        }
        List<String> unasked = offer.policy().purposes().stream()
                .filter(offer::isActiveUnasked)
                .map(offer::title)
                .toList();
        if (offer.regime().model() == Model.OPT_IN && prompt != Prompt.TELL_CONFLICT && !unasked.isEmpty()) {
            html.line("p", "", wording.say("banner.unasked", String.join(", ", unasked)));
        }
        Text notice = offer.policy().notices().getOrDefault(SURFACE, Text.NONE);
        if (!notice.isEmpty()) {
            wording.add(html, "p", "", notice, "");
        }
    }

    private void categories(Html html) {
        Wording wording = offer.wording();
        html.open("ul");
        for (Category category : offer.policy().categories()) {
            List<Purpose> purposes = offer.purposesOf(category);
            if (purposes.isEmpty()) {
                continue;
            }
            html.open("li");
            wording.add(html, "strong", "", category.title(), category.id());
            boolean required = purposes.stream().allMatch(Purpose::required);
            if (required) {
                html.text(" ").line("span", "pc-quiet", "(" + wording.say("banner.always-active") + ")");
            }
            List<Purpose> named = purposes.stream()
                    .filter(purpose -> !purpose.id().equals(category.id()))
                    .toList();
            html.text(": ");
            if (named.isEmpty()) {
                wording.add(html, "span", "", category.description(), category.id());
            }
            String separator = "";
            for (Purpose purpose : named) {
                html.text(separator);
                wording.add(html, "span", "", purpose.title(), purpose.id());
                separator = ", ";
            }
            html.close();
        }
        html.close();
    }

    private void actions(Html html, List<Buttons> buttons) {
        html.open("div").with("class", "pc-actions");
        buttons.forEach(button -> button.add(html, offer.wording()));
        html.close();
    }

    /** One line for each signal, saying what became of it (11 CCR 7025(c)(6)). */
    static void signalLines(Html html, Offer offer, Set<Signal> signals) {
        Wording wording = offer.wording();
        if (signals.contains(Signal.GPC)) {
            html.open("p").with("class", "pc-signal").with("role", "status");
            html.line("strong", "", wording.say("signal.gpc.honoured"));
            html.text(" " + wording.say("signal.gpc.banner")).close();
        }
        if (signals.contains(Signal.DNT)) {
            String rule = offer.honoursDnt() ? "object" : "ignore";
            html.open("p").with("class", "pc-signal").with("role", "status");
            html.text(wording.say("signal.dnt.banner." + rule)).close();
        }
    }
}
