package dev.consent4j.decision;

/**
 * What a person was shown when deciding.
 *
 * @param rendering hash of the frozen rendering, 64 hexadecimal digits; empty if nothing was shown, as for a signal
 * @param language its language tag
 */
public record Shown(String rendering, String language) {

    /** Nothing was shown. */
    public static final Shown NOTHING = new Shown("", "");
}
