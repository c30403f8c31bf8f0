package dev.consent4j.servlet.page;

import java.util.HashMap;
import java.util.Map;

/** What goes into the slots of {@link Frozen} markup for one request. Not thread safe. */
public final class Slots {

    private final Map<String, String> byName = new HashMap<>();

    /** Starts without any. */
    public Slots() {}

    /**
     * Fills a slot with text, also inside an attribute value.
     *
     * @param name the slot's name
     * @param text text of any origin, escaped here
     * @return this
     */
    public Slots text(String name, String text) {
        byName.put(name, Html.escaped(text));
        return this;
    }

    /**
     * Fills a slot with markup.
     *
     * @param name the slot's name
     * @param html balanced markup
     * @return this
     */
    public Slots markup(String name, Html html) {
        byName.put(name, html.toString());
        return this;
    }

    /**
     * Sets a boolean attribute in an attribute slot.
     *
     * @param name the slot's name
     * @param attribute the attribute's name, a constant
     * @param on whether it is set
     * @return this
     */
    public Slots attribute(String name, String attribute, boolean on) {
        byName.put(name, on ? " " + attribute + "=\"" + attribute + "\"" : "");
        return this;
    }

    String markup(String name) {
        return byName.getOrDefault(name, "");
    }
}
