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
    /** Opts out of sale, sharing and targeted advertising. */
    OPT_OUT(Action.OBJECT, "button.opt-out"),
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
     * @param whole whether it asks about everything optional, not only about what changed
     */
    static List<Buttons> ofBanner(Offer offer, boolean whole) {
        List<Buttons> buttons =
                new ArrayList<>(whole ? List.of(ACCEPT_ALL, REJECT_ALL) : List.of(ALLOW_ASKED, REFUSE_ASKED));
        if (offer.offersOptOut()) {
            buttons.add(OPT_OUT);
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
