/**
 * The facade that ties the steps together: sites, their policies, keys and ledgers.
 *
 * <p>In: what a request brings, and answers. Out: effective consent, and what became of an answer. {@link
 * dev.consent4j.ConsentService} is where an application starts; no other package of the library imports this one.
 */
@NullMarked
package dev.consent4j;

import org.jspecify.annotations.NullMarked;
