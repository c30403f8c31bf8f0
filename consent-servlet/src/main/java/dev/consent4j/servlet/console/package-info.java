/**
 * Reading the ledger in a browser: the newest entries, the decisions of a subject, one decision in full.
 *
 * <p>In: a request that the application's {@link dev.consent4j.servlet.console.ConsoleAccess} lets in; without one nobody
 * is. Out: pages without scripts, each of which is recorded as an entry before it is shown.
 */
@NullMarked
package dev.consent4j.servlet.console;

import org.jspecify.annotations.NullMarked;
