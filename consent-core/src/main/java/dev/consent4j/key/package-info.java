/**
 * Secrets, and the only files that hold them.
 *
 * <p>In: a path, or nothing. Out: a {@link dev.consent4j.key.Keyring} and {@link dev.consent4j.key.SigningKeys}, with
 * several keys for each use, so that keys rotate. {@code cookie} authenticates with them, {@code ledger} signs; whoever
 * needs a key is handed the ring.
 */
@NullMarked
package dev.consent4j.key;

import org.jspecify.annotations.NullMarked;
