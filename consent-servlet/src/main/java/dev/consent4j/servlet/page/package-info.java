/**
 * What a page of ours is made of: escaped markup, frozen markup with slots, style sheets by content, and the headers
 * that keep a page alone.
 *
 * <p>In: text of any origin. Out: markup that is balanced and escaped, sent under a content security policy without
 * scripts. The surfaces themselves are in {@code banner} and {@code console}.
 */
@NullMarked
package dev.consent4j.servlet.page;

import org.jspecify.annotations.NullMarked;
