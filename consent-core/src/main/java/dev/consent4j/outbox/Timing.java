package dev.consent4j.outbox;

import java.time.Duration;

/**
 * The durations of an outbox; shorter ones in tests.
 *
 * @param poll how often a process looks for entries and cursors of other processes
 * @param pace how often a cursor is saved at most while entries are delivered
 * @param beat how often a cursor is saved at least, as a sign of life
 * @param settle how long a claim must stand before it counts
 * @param lease how long a process may give no sign of life
 * @param firstPause the pause after the first failure
 * @param longestPause the longest pause while the listener fails
 * @param storePause the longest pause while the ledger cannot be read or written
 * @param closing how long closing waits for a listener before it interrupts it, and after
 */
record Timing(
        Duration poll,
        Duration pace,
        Duration beat,
        Duration settle,
        Duration lease,
        Duration firstPause,
        Duration longestPause,
        Duration storePause,
        Duration closing) {

    static final Timing DEFAULT = new Timing(
            Outbox.POLL,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Outbox.LEASE,
            Duration.ofSeconds(1),
            Outbox.LONGEST_PAUSE,
            Duration.ofSeconds(5),
            Outbox.CLOSE_TIMEOUT);
}
