package dev.consent4j.outbox;

import dev.consent4j.ledger.LedgerEntry;

/**
 * One entry on its way to a listener, compared with its leaf hash.
 *
 * @param site id of the site whose ledger it is in
 * @param entry the entry; its content tells whether it is intact, erased, not what was recorded, or written by a later
 *     version of this library
 * @param attempt how often this process has tried to deliver it, from 1; other processes not counted
 */
public record Delivery(String site, LedgerEntry entry, int attempt) {

    /** The entry's index; together with the site it is the same whenever the entry comes again. */
    public long index() {
        return entry.index();
    }
}
