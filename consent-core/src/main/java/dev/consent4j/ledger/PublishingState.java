package dev.consent4j.ledger;

/**
 * Whether a ledger publishes, for health checks and the console.
 *
 * @param condition whether it does
 * @param reason why it does not; empty if it does
 */
public record PublishingState(Condition condition, String reason) {

    /** Nobody gave this ledger a key to sign with. */
    static final PublishingState OFF = new PublishingState(Condition.OFF, "this ledger has no signing key");

    static final PublishingState CURRENT = new PublishingState(Condition.CURRENT, "");

    /** Whether a ledger publishes. */
    public enum Condition {
        /** The last try succeeded, or there was none yet. */
        CURRENT,
        /** Store, signer or a sink cannot be reached; it is tried again. */
        DELAYED,
        /** What is stored contradicts a checkpoint that was signed, or itself; nothing is signed while it does. */
        STOPPED,
        /** It has no key and never publishes. */
        OFF
    }
}
