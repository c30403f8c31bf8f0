/**
 * What may be used now: the pure function from what is declared, said and given to effective consent.
 *
 * <p>In: a {@link dev.consent4j.evaluation.Visit}. Out: an {@link dev.consent4j.evaluation.EffectiveConsent}, a verdict
 * with a reason for every purpose, cookie name and vendor, and whether to ask. No clock, no I/O, no logger. The gate of
 * {@code consent-servlet} enforces it.
 */
@NullMarked
package dev.consent4j.evaluation;

import org.jspecify.annotations.NullMarked;
