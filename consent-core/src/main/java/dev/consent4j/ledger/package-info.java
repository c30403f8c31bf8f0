/**
 * Why nobody can alter entries unseen: the only writer of a store.
 *
 * <p>In: an {@link dev.consent4j.entry.Entry}. Out: its durable index, {@link dev.consent4j.ledger.LedgerEntry entries}
 * as they are read back and checked, and the root of a Merkle tree (RFC 6962) over all of them. Below is {@code store},
 * which keeps the bytes.
 *
 * <p>An entry is <em>sequenced</em> when its index is durable and <em>integrated</em> when the tree covers it; both
 * happen in the same transaction. Some time later it is <em>published</em>: a signed checkpoint covers it.
 */
@NullMarked
package dev.consent4j.ledger;

import org.jspecify.annotations.NullMarked;
