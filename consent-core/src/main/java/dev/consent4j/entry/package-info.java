/**
 * Every kind of ledger entry.
 *
 * <p>In: a decision, a policy text, a rendering, a configuration, a console read, a signal applied, an
 * account linked, counts, an erasure, an export. Out: an {@link
 * dev.consent4j.entry.Entry}, which an {@link dev.consent4j.entry.EntryCodec} turns into the bytes that {@code ledger}
 * commits to and {@code store} keeps.
 */
@NullMarked
package dev.consent4j.entry;

import org.jspecify.annotations.NullMarked;
