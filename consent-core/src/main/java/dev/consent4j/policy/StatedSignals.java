package dev.consent4j.policy;

/**
 * What a published text says about signals.
 *
 * @param gpcIgnored whether it says that Global Privacy Control changes nothing
 * @param dntIgnored whether it says that Do Not Track changes nothing
 * @param nothingTracks whether it gives as the reason that nothing here tracks anybody
 */
public record StatedSignals(boolean gpcIgnored, boolean dntIgnored, boolean nothingTracks) {

    /** A text that says nothing of the kind. */
    public static final StatedSignals NONE = new StatedSignals(false, false, false);
}
