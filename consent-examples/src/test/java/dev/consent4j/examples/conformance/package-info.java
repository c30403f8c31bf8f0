/**
 * Documents that say what is proven, made from the sources of all tests. In: test sources of every module, and lists
 * of clauses and promises. Out: {@code docs/conformance.md}, {@code docs/five-sites.md}.
 */
@NullMarked
package dev.consent4j.examples.conformance;

import org.jspecify.annotations.NullMarked;
