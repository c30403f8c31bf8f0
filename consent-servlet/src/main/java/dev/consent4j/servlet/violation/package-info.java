/**
 * The endpoint to which browsers report what the Content-Security-Policy made from consent blocked.
 *
 * <p>In: bodies from anybody. Out: violations counted as findings, of which nothing tells who sent them.
 */
@NullMarked
package dev.consent4j.servlet.violation;

import org.jspecify.annotations.NullMarked;
