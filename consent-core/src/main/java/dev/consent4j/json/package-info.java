/**
 * JSON, read and written: policy files, the bytes of ledger entries, reports of browsers. The only package that knows a JSON
 * library.
 *
 * <p>In: the text of a policy file, or an {@link dev.consent4j.entry.Entry}. Out: a valid {@link
 * dev.consent4j.policy.Policy} or every problem of the file at once, and the bytes that {@code ledger} commits to.
 */
@NullMarked
package dev.consent4j.json;

import org.jspecify.annotations.NullMarked;
