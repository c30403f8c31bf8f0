package dev.consent4j.ledger;

import dev.consent4j.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a ledger can be written, for the log: told when it changes and not for each append. Thread safe. */
final class WriterState {

    private static final Logger log = LoggerFactory.getLogger(ConsentLedger.class);

    private final String site;
    private boolean available = true;
    private long successes;
    private long failures;

    WriterState(String site) {
        this.site = site;
    }

    /**
     * When an append began.
     *
     * @param successes how many appends had succeeded
     * @param failures how many had failed
     */
    record Moment(long successes, long failures) {}

    /** Now; to be asked before an append begins. */
    synchronized Moment now() {
        return new Moment(successes, failures);
    }

    /**
     * An append is durable. If another one failed while it was under way, it says nothing about what came after: its commit
     * may have been the last of a server that died.
     *
     * @param began when it began
     */
    synchronized void succeeded(Moment began) {
        successes++;
        if (!available && failures == began.failures) {
            available = true;
            log.warn("The ledger of site {} can be written again", site);
        }
    }

    /**
     * An append failed. While it tried another one may have succeeded, which knows better: this one may have begun
     * before an outage was over.
     *
     * @param began when it began
     */
    synchronized void failed(StoreException failure, Moment began) {
        failures++;
        if (available && successes == began.successes) {
            available = false;
            log.warn("The ledger of site {} cannot be written; whoever asks is told so until it can", site, failure);
        } else {
            log.debug("An append to the ledger of site {} failed", site, failure);
        }
    }
}
