/**
 * The Content-Security-Policy made from consent in a real browser.
 *
 * <p>In: a shop whose pages load a vendor's script without asking. Out: whether it ran, and what the console says of it.
 */
@NullMarked
package dev.consent4j.examples.securitypolicy;

import org.jspecify.annotations.NullMarked;
