/**
 * What a real browser still keeps after a withdrawal: a shop on https with every kind of cookie, and another site that embeds
 * it.
 *
 * <p>In: a policy with one earlier version, and a Chromium. Out: what its jar holds.
 */
@NullMarked
package dev.consent4j.examples.withdrawal;

import org.jspecify.annotations.NullMarked;
