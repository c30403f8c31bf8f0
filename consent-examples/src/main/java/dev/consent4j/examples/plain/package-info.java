/**
 * The smallest integration: one listener, one policy file, one servlet, no {@code web.xml}.
 *
 * <p>In: a policy file on the class path. Out: a site that asks, and keeps to the answer. The README's guide is cut from
 * these files.
 */
@NullMarked
package dev.consent4j.examples.plain;

import org.jspecify.annotations.NullMarked;
