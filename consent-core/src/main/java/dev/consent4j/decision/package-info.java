/**
 * What the person chose: the act of deciding, and the given consent that results from all acts on a device.
 *
 * <p>In: an answer from a form, a script or an application. Out: a {@link dev.consent4j.decision.Decision} for the
 * ledger and a {@link dev.consent4j.decision.GivenConsent} for the cookie. {@code cookie} carries the latter, {@code
 * evaluation} reads it.
 */
@NullMarked
package dev.consent4j.decision;

import org.jspecify.annotations.NullMarked;
