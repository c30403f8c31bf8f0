/**
 * Why: what the library would do for this visitor, and the words for it. For development.
 *
 * <p>In: a request to {@code explain} or {@code explain.json}. Out: a page or JSON with every verdict, each in the sentence
 * that header, log and API print too.
 */
@NullMarked
package dev.consent4j.servlet.explain;

import org.jspecify.annotations.NullMarked;
