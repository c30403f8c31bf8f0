package dev.consent4j.outbox;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far a listener is, for health checks and metrics.
 *
 * @param site id of the site whose entries it gets
 * @param listener the listener's name
 * @param state what this process does for it
 * @param next index of the next entry to deliver; while another process delivers, the last this one knows of
 * @param lag how many durable entries wait to be delivered; empty while the ledger cannot be read
 * @param failure the last failure, null unless it is failing or has stopped
 */
public record DeliveryStatus(
        String site,
        String listener,
        State state,
        long next,
        OptionalLong lag,
        @Nullable String failure) {

    /** What a process does for a listener. */
    public enum State {
        /** Another process delivers, or this one is about to begin. */
        STANDBY,
        /** This process delivers. */
        DELIVERING,
        /** Listener or ledger failed; this process tries again. */
        FAILING,
        /** The listener wanted nothing more, or the outbox is closed. */
        STOPPED
    }
}
