/**
 * How given consent travels in the browser: one authenticated cookie for the server, one readable cookie for the script.
 *
 * <p>In: the raw values of our cookie on a request, or the {@link dev.consent4j.decision.GivenConsent} after a decision.
 * Out: a {@link dev.consent4j.decision.Given}, or the lines that set both cookies. Whatever a browser sends is a value,
 * never an exception. {@code decision} makes what is carried, {@code evaluation} judges it.
 */
@NullMarked
package dev.consent4j.cookie;

import org.jspecify.annotations.NullMarked;
