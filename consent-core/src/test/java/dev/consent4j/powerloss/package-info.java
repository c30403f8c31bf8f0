/**
 * What a power failure leaves on a disk, tried out: a recording process runs under {@code strace}; its writes and syncs
 * are replayed into the states a disk could hold, and each state is opened as a ledger.
 *
 * <p>In: a trace. Out: folders of files. A {@code Disk} knows what was written and what was synced, a {@code Loss} which
 * of the writes without a sync survive.
 */
@NullMarked
package dev.consent4j.powerloss;

import org.jspecify.annotations.NullMarked;
