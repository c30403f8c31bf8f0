/**
 * Which elements of an HTML page are made inert, found in the page as it streams by.
 *
 * <p>In: the bytes or characters of a page in any portions, effective consent. Out: the same, with the attributes that load
 * something of a denied vendor renamed. A page is never parsed as a whole, never encoded anew, and byte for byte the same
 * when nothing in it is denied. The wrappers of {@code enforcement} act on it.
 */
@NullMarked
package dev.consent4j.servlet.enforcement.markup;

import org.jspecify.annotations.NullMarked;
