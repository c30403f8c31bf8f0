package dev.consent4j.servlet.banner;

import dev.consent4j.servlet.page.Html;

/**
 * The second step: names what speaks against a grant and asks once more (11 CCR 7028(a)).
 *
 * <p>Slots: {@code base}, {@code fields}, {@code conflicts}.
 */
record ConfirmationRendering(Offer offer) {

    static final String SURFACE = "confirmation";

    Html markup() {
        Wording wording = offer.wording();
        Html html = Document.open(wording, wording.say("confirm.title"));
        html.line("h1", "", wording.say("confirm.title"));
        html.line("p", "", wording.say("confirm.intro")).slot("conflicts");
        html.line("p", "", wording.say("confirm.effect"));
        html.open("form")
                .with("method", "post")
                .withSlot("action", "{base}/choices")
                .slot("fields");
        html.empty("input").with("type", "hidden").with("name", "action").with("value", "save");
        html.open("div").with("class", "pc-actions");
        answer(html, "0", "button.keep-off");
        answer(html, "1", "button.allow-anyway");
        html.close().close();
        new PageFoot(offer).add(html);
        return Document.close(html);
    }

    private void answer(Html html, String value, String key) {
        html.open("button")
                .with("type", "submit")
                .with("class", Buttons.CLASS)
                .with("name", "confirm")
                .with("value", value)
                .text(offer.wording().say(key))
                .close();
    }
}
