/**
 * The command line: verifies exports and receipts.
 *
 * <p>In: files and keys named by arguments. Out: what was found, as text or JSON, and an exit code.
 */
@NullMarked
package dev.consent4j.cli;

import org.jspecify.annotations.NullMarked;
