/**
 * The servlet filter that ties the steps of one request together.
 *
 * <p>In: every request of an application and a {@link dev.consent4j.ConsentService}. Out: the same request with what was
 * consented to, and nothing else. {@link dev.consent4j.servlet.ConsentFilter} is where an application starts; no other
 * package of this module imports this one.
 */
@NullMarked
package dev.consent4j.servlet;

import org.jspecify.annotations.NullMarked;
