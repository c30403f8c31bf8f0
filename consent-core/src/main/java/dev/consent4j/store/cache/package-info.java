/**
 * A memory in front of a store, for who asks for the newest entry of a subject more often than it changes.
 *
 * <p>In and out: as {@link dev.consent4j.store.ConsentStore}. Never used by default: an answer may be as old as the
 * stated age where another process writes too.
 */
@NullMarked
package dev.consent4j.store.cache;

import org.jspecify.annotations.NullMarked;
