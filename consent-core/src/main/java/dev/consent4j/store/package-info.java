/**
 * Where entries are kept: bytes and lookup keys, in order, durably.
 *
 * <p>In: an {@link dev.consent4j.store.AppendPlan} of {@code ledger}. Out: {@link dev.consent4j.store.StoredEntry}.
 * {@link dev.consent4j.store.ConsentStore} is what a store author implements; a store writes no cryptography.
 */
@NullMarked
package dev.consent4j.store;

import org.jspecify.annotations.NullMarked;
