package dev.consent4j.servlet.banner;

import dev.consent4j.decision.Action;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.page.Html;
import java.util.ArrayList;
import java.util.List;

/** The answers a person can give with one click. Every one is the same element of the same class. */
enum Buttons {
    /** Keeps what is ticked. */
    SAVE(Action.SAVE, "button.save"),
    /** Grants everything asked. */
    ACCEPT_ALL(Action.ACCEPT_ALL, "button.accept-all"),
    /** Denies everything optional. */
    REJECT_ALL(Action.REJECT_ALL, "button.reject-all"),
    /** Grants what the form asks, and nothing else. */
    ALLOW_ASKED("allow-asked", "button.allow-asked"),
    /** Denies what the form asks, and nothing else. */
    REFUSE_ASKED("refuse-asked", "button.refuse-asked"),
    /** The same for a single purpose. */
    ALLOW_ONE("allow-asked", "button.allow-one"),
    /** The same for a single purpose. */
    REFUSE_ONE("refuse-asked", "button.refuse-one"),
    /** Opts out of sale, sharing and targeted advertising. */
    OPT_OUT(Action.OBJECT, "button.opt-out"),
    /** Opts out of every use of sensitive data. */
    LIMIT("limit-sensitive", "button.limit-sensitive"),
    /** Takes note that a signal holds. */
    ACKNOWLEDGE(Action.ACKNOWLEDGE, "button.keep-off"),
    /** Takes everything back. */
    WITHDRAW(Action.WITHDRAW, "button.withdraw");

    /** The one class of all answers. */
    static final String CLASS = "pc-button";

    private final String value;
    private final String key;

    Buttons(Action action, String key) {
        this(action.id(), key);
    }

    Buttons(String value, String key) {
        this.value = value;
        this.key = key;
    }

    /** What the form says when it is pressed. */
    String value() {
        return value;
    }

    /**
     * The answers of a banner.
     *
     * @param asked what it asks again, not whole if that is not everything optional
     */
    static List<Buttons> ofBanner(Offer offer, AskedAgain asked) {
        List<Buttons> some =
                asked.purposes().size() == 1 ? List.of(ALLOW_ONE, REFUSE_ONE) : List.of(ALLOW_ASKED, REFUSE_ASKED);
        List<Buttons> buttons = new ArrayList<>(asked.whole() ? List.of(ACCEPT_ALL, REJECT_ALL) : some);
        if (offer.offersOptOut()) {
            buttons.add(OPT_OUT);
        }
        if (!offer.limited().isEmpty()) {
            buttons.add(LIMIT);
        }
        return buttons;
    }

    /** Adds the button to the form around it. */
    void add(Html html, Wording wording) {
        add(html, wording, "");
    }

    /** Adds the button of a form elsewhere on the page. */
    void add(Html html, Wording wording, String form) {
        html.open("button")
                .with("type", "submit")
                .withIf(!form.isEmpty(), "form", form)
                .with("class", CLASS)
                .with("name", "action")
                .with("value", value)
                .text(wording.say(key))
                .close();
    }

    /** Adds the hidden purposes that {@link #LIMIT} is about; the other answers ignore them. */
    static void addLimited(Html html, Offer offer) {
        offer.limited()
                .forEach(purpose -> html.empty("input")
                        .with("type", "hidden")
                        .with("name", LIMIT.value)
                        .with("value", purpose.id()));
    }

    /** Adds the hidden uses that {@link #OPT_OUT} is about; the other answers ignore them. */
    static void addUses(Html html) {
        for (Use use : Use.values()) {
            if (Regime.GPC_USES.contains(use)) {
                html.empty("input")
                        .with("type", "hidden")
                        .with("name", "opt-out")
                        .with("value", use.id());
            }
        }
    }
}
