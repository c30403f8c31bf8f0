package dev.consent4j.ledger;

import dev.consent4j.entry.Entry;

/**
 * The durable place of an entry.
 *
 * @param index its index in the ledger, from 0
 * @param known true if the ledger already held an entry with the id; then nothing was appended
 * @param entry the entry that stands there: the one given, or the first one with the id, which the caller compares
 */
public record Recorded(long index, boolean known, Entry entry) {}
