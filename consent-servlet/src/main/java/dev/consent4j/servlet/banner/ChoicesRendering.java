package dev.consent4j.servlet.banner;

import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.servlet.page.Html;
import java.util.List;
import java.util.Locale;

/**
 * The choices page: one form with a box for each optional purpose, each explained, and nothing ticked that nobody
 * granted.
 *
 * <p>Slots: {@code base}, {@code back}, {@code notice}, {@code signals}, {@code fields}, {@code return-parameter}, {@code
 * record}, and for each optional purpose {@code checked:id} and {@code state:id}.
 *
 * @param offer what is put to the visitor
 * @param foreign the declared cookies that no response of the site can delete
 */
record ChoicesRendering(Offer offer, List<Declaration> foreign) {

    static final String SURFACE = "choices";

    /** Id of the form, for the button outside it. */
    private static final String FORM = "pc-form";

    private static final List<Buttons> ANSWERS = List.of(Buttons.SAVE, Buttons.ACCEPT_ALL, Buttons.REJECT_ALL);

    Html markup() {
        Wording wording = offer.wording();
        String name = offer.policy().controller().name();
        String title = name.isBlank() ? wording.say("choices.title") : wording.say("choices.of", name);
        Html html = Document.open(wording, title);
        top(html);
        html.line("h1", "", title).slot("notice");
        html.line("p", "", wording.say("choices.intro." + offer.regime().model().id(), name));
        Text notice = offer.policy().notices().getOrDefault(SURFACE, Text.NONE);
        if (!notice.isEmpty()) {
            wording.add(html, "p", "", notice, "");
        }
        html.slot("signals");
        html.open("form").with("id", FORM).with("method", "post").withSlot("action", "{base}/choices");
        html.slot("fields");
        offer.policy().categories().forEach(category -> category(html, category));
        decision(html);
        html.close();
        new Unreachable(offer, foreign).add(html);
        html.slot("record");
        withdrawal(html);
        new PageFoot(offer).add(html);
        return Document.close(html);
    }

    private void top(Html html) {
        html.open("div").with("class", "pc-top").slot("back");
        List<String> languages = offer.policy().languages();
        if (languages.size() > 1) {
            html.open("nav")
                    .with("class", "pc-languages")
                    .with("aria-label", offer.wording().say("choices.languages"));
            for (String language : languages) {
                String label = Locale.forLanguageTag(language).getDisplayLanguage(Locale.forLanguageTag(language));
                html.open("a")
                        .withSlot("href", "{base}/choices?lang=" + Html.escaped(language) + "{return-parameter}")
                        .with("hreflang", language)
                        .with("lang", language)
                        .withIf(language.equals(offer.wording().language()), "aria-current", "page")
                        .text(label.isEmpty() ? language : label)
                        .close();
            }
            html.close();
        }
        html.close();
    }

    private void category(Html html, Category category) {
        List<Purpose> purposes = offer.purposesOf(category);
        if (purposes.isEmpty()) {
            return;
        }
        Wording wording = offer.wording();
        html.open("fieldset").with("class", "pc-category");
        wording.add(html, "legend", "", category.title(), category.id());
        if (!category.description().isEmpty()) {
            wording.add(html, "p", "pc-quiet", category.description(), "");
        }
        for (Purpose purpose : purposes) {
            html.open("div").with("class", "pc-purpose");
            if (purpose.required()) {
                required(html, purpose);
            } else {
                optional(html, purpose);
            }
            new PurposeDetails(offer, purpose).add(html);
            html.close();
        }
        html.close();
    }

    private void required(Html html, Purpose purpose) {
        html.open("div").with("class", "pc-required");
        offer.wording().add(html, "span", "", purpose.title(), purpose.id());
        html.line("span", "pc-badge", offer.wording().say("choices.always-active"))
                .close();
        description(html, purpose, "");
    }

    private void optional(Html html, Purpose purpose) {
        String id = purpose.id();
        String describedBy = (hasOwnDescription(purpose) ? "pc-d-" + id + " " : "") + "pc-s-" + id;
        html.empty("input").with("type", "hidden").with("name", "answered").with("value", id);
        html.open("label").with("class", "pc-choice");
        html.empty("input")
                .with("type", "checkbox")
                .with("name", "purpose")
                .with("value", id)
                .with("aria-describedby", describedBy)
                .attributeSlot("checked:" + id);
        offer.wording().add(html, "span", "", purpose.title(), id).close();
        description(html, purpose, "pc-d-" + id);
        html.open("p")
                .with("class", "pc-state")
                .with("id", "pc-s-" + id)
                .slot("state:" + id)
                .close();
        if (offer.regime().wantsExplicit(purpose)) {
            html.line("p", "pc-quiet", offer.wording().say("choices.purpose.explicit"));
        }
        if (offer.isObjectionable(purpose)) {
            objection(html, purpose);
        }
    }

    /** The single purpose of a category without purposes repeats the category's description; once is enough. */
    private boolean hasOwnDescription(Purpose purpose) {
        return !purpose.description().isEmpty()
                && offer.policy()
                        .category(purpose.category())
                        .filter(category -> category.description().equals(purpose.description()))
                        .isEmpty();
    }

    private void description(Html html, Purpose purpose, String id) {
        if (hasOwnDescription(purpose)) {
            html.open("div").withIf(!id.isEmpty(), "id", id);
            offer.wording().add(html, "p", "", purpose.description(), "");
            html.close();
        }
    }

    private void objection(Html html, Purpose purpose) {
        Wording wording = offer.wording();
        LegalBasis basis = offer.basis(purpose);
        boolean objects = basis == LegalBasis.LEGITIMATE_INTEREST || basis == LegalBasis.EXEMPT;
        String label = wording.say(objects ? "button.object" : "button.opt-out-of");
        html.open("div").with("class", "pc-object");
        html.line("p", "pc-quiet", wording.say(objects ? "choices.purpose.object" : "choices.purpose.opt-out"));
        html.open("button")
                .with("type", "submit")
                .with("class", Buttons.CLASS + " pc-button-quiet")
                .with("name", "object")
                .with("value", purpose.id())
                .with("aria-label", wording.say("choices.object.label", label, offer.title(purpose)))
                .text(label)
                .close();
        html.close();
    }

    private void decision(Html html) {
        Wording wording = offer.wording();
        if (offer.offersOptOut()) {
            html.open("section").with("class", "pc-panel").with("aria-labelledby", "pc-opt-out");
            html.open("h2")
                    .with("id", "pc-opt-out")
                    .text(wording.say("choices.opt-out.title"))
                    .close();
            html.line("p", "", wording.say("choices.opt-out.text"));
            html.open("div").with("class", "pc-actions");
            Buttons.addUses(html);
            Buttons.OPT_OUT.add(html, wording);
            html.close().close();
        }
        if (!offer.limited().isEmpty()) {
            html.open("section").with("class", "pc-panel").with("aria-labelledby", "pc-limit");
            html.open("h2")
                    .with("id", "pc-limit")
                    .text(wording.say("choices.limit.title"))
                    .close();
            html.line("p", "", wording.say("choices.limit.text", offer.titles(offer.limited())));
            html.open("div").with("class", "pc-actions");
            Buttons.addLimited(html, offer);
            Buttons.LIMIT.add(html, wording);
            html.close().close();
        }
        html.open("section").with("aria-labelledby", "pc-decide");
        html.open("h2")
                .with("id", "pc-decide")
                .text(wording.say("choices.decide"))
                .close();
        html.line("p", "pc-quiet", wording.say("choices.decide.hint"));
        if (offer.offersAcceptAll() && !offer.explicit().isEmpty()) {
            html.line("p", "pc-quiet", wording.say("choices.decide.explicit", offer.titles(offer.explicit())));
        }
        html.open("div").with("class", "pc-actions");
        ANSWERS.stream()
                .filter(button -> button != Buttons.ACCEPT_ALL
                        || offer.offersAcceptAll()
                        || offer.explicit().isEmpty())
                .forEach(button -> button.add(html, wording));
        html.close().close();
    }

    private void withdrawal(Html html) {
        Wording wording = offer.wording();
        html.open("section").with("aria-labelledby", "pc-withdraw");
        html.open("h2")
                .with("id", "pc-withdraw")
                .text(wording.say("withdraw.title"))
                .close();
        html.line("p", "", wording.say("withdraw.text"));
        html.open("div").with("class", "pc-actions");
        Buttons.WITHDRAW.add(html, wording, FORM);
        html.close().close();
    }
}
