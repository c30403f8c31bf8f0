package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.page.Html;

/**
 * What stands in for an embed that is denied: who it is from, what it is for, and two answers of the same element, class
 * and size. It is a document of its own, shown in the frame of the embed, so that no style of the page around changes it
 * and its forms stand in no other form.
 *
 * <p>Slots: {@code base}, {@code choices}, {@code allow} and {@code refuse} for the fields of the two forms, and for each
 * purpose {@code state:id}.
 */
record PlaceholderRendering(Offer offer, EmbedSubject subject) {

    static final String SURFACE = "placeholder";

    Html markup() {
        Wording wording = offer.wording();
        Vendor vendor = subject.vendor();
        String title = vendor == null
                ? wording.say("placeholder.title")
                : wording.say("placeholder.title.vendor", vendor.name());
        Html html = Document.open(wording, title, "pc-embed");
        html.line("h1", "", title);
        html.line(
                "p",
                "",
                vendor == null
                        ? wording.say("placeholder.text")
                        : wording.say("placeholder.text.vendor", vendor.name()));
        html.open("ul");
        subject.purposes().forEach(purpose -> purpose(html, purpose));
        html.close();
        if (vendor != null && !vendor.country().isEmpty()) {
            html.line(
                    "p",
                    "pc-quiet",
                    wording.say(
                            "placeholder.country",
                            vendor.name(),
                            wording.country(vendor.country()),
                            wording.say("transfer." + vendor.transfer().id())));
        }
        html.open("div").with("class", "pc-actions");
        answer(html, "allow", "placeholder.allow");
        answer(html, "refuse", "placeholder.refuse");
        html.close();
        html.line("p", "pc-quiet", wording.say("placeholder.scope"));
        html.open("a")
                .with("class", "pc-more")
                .withSlot("href", "{choices}")
                .with("target", "_top")
                .text(wording.say("button.more"))
                .close();
        return Document.close(html);
    }

    private void purpose(Html html, Purpose purpose) {
        Wording wording = offer.wording();
        html.open("li");
        wording.add(html, "strong", "", purpose.title(), purpose.id());
        if (!purpose.description().isEmpty()) {
            html.text(": ");
            wording.add(html, "span", "", purpose.description(), "");
        }
        html.slot("state:" + purpose.id()).close();
    }

    private void answer(Html html, String fields, String key) {
        html.open("form")
                .with("method", "post")
                .withSlot("action", "{base}/choices")
                .with("target", "_top")
                .slot(fields);
        html.open("button")
                .with("type", "submit")
                .with("class", Buttons.CLASS)
                .with("name", "action")
                .with("value", "save")
                .text(offer.wording().say(key))
                .close();
        html.close();
    }
}
