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

    WriterState(String site) {
        this.site = site;
    }

    /** How many appends succeeded; to be asked before one begins. */
    synchronized long successes() {
        return successes;
    }

    /** An append is durable. */
    synchronized void succeeded() {
        successes++;
        if (!available) {
            available = true;
            log.warn("The ledger of site {} can be written again", site);
        }
    }

    /**
     * An append failed. While it tried another one may have succeeded, which knows better: this one may have begun
     * before an outage was over.
     *
     * @param known how many had succeeded when it began
     */
    synchronized void failed(StoreException failure, long known) {
        if (available && successes == known) {
            available = false;
            log.warn("The ledger of site {} cannot be written; whoever asks is told so until it can", site, failure);
        } else {
            log.debug("An append to the ledger of site {} failed", site, failure);
        }
    }
}
