/**
 * Who may write, and how often.
 *
 * <p>In: a request and the visitor who makes it. Out: whether it provably comes from the site's own pages, one-time tokens
 * for browsers that cannot prove it, and whether an address has written too often. No address is kept or logged.
 */
@NullMarked
package dev.consent4j.servlet.guard;

import org.jspecify.annotations.NullMarked;
