/**
 * Markup of denied vendors in a real browser.
 *
 * <p>In: a magazine that writes a vendor's script, another's film and a pixel into its pages without asking. Out: what the
 * browser asked for, and what it shows instead.
 */
@NullMarked
package dev.consent4j.examples.markup;

import org.jspecify.annotations.NullMarked;
