/**
 * Which response headers change when a response depends on consent, as functions of what the application sets.
 *
 * <p>In: names and values of header fields. Out: what may be sent instead. The wrappers of {@code enforcement} act on
 * it; cookies are the business of {@code enforcement.cookie}.
 */
@NullMarked
package dev.consent4j.servlet.enforcement.header;

import org.jspecify.annotations.NullMarked;
