/**
 * A store in memory, for tests and trials; what it keeps dies with the process.
 *
 * <p>In and out: as {@link dev.consent4j.store.ConsentStore}. Never chosen by default.
 */
@NullMarked
package dev.consent4j.store.memory;

import org.jspecify.annotations.NullMarked;
