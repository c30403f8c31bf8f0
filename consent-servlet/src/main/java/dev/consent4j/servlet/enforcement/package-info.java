/**
 * The gate around one request: what reaches the application, and what reaches the browser.
 *
 * <p>In: a request and response of a container, effective consent. Out: wrappers that hide and withhold, on every
 * dispatch. What is ruled comes from {@code enforcement.cookie}, {@code enforcement.header} and {@code
 * enforcement.markup}, which do not know each other.
 */
@NullMarked
package dev.consent4j.servlet.enforcement;

import org.jspecify.annotations.NullMarked;
