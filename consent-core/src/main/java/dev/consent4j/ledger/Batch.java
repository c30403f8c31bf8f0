package dev.consent4j.ledger;

import dev.consent4j.store.AppendPlan;
import java.util.List;

/** Entries that share a transaction. */
interface Batch extends AppendPlan {

    /** The start while the store has not asked. */
    long NOT_ASKED = -1;

    /** What is appended, in order. */
    List<PendingEntry> entries();

    /** Index of the first entry, after the last head the store asked with. */
    long start();
}
