/**
 * What browsers report that a Content-Security-Policy made from consent blocked, or would block.
 *
 * <p>In: a {@link dev.consent4j.violation.ViolationReport} as a browser sent it. Out: it reduced to a {@link
 * dev.consent4j.violation.Violation}, which names nobody; equal ones counted as one {@link
 * dev.consent4j.violation.ViolationFinding} and kept 30 days; and what to do about it.
 */
@NullMarked
package dev.consent4j.violation;

import org.jspecify.annotations.NullMarked;
