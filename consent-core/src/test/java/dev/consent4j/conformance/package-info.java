/** What tests of every module say about the clauses they prove. In: ids of clauses. Out: {@code docs/conformance.md}. */
@NullMarked
package dev.consent4j.conformance;

import org.jspecify.annotations.NullMarked;
