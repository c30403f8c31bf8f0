/**
 * What the browser says unasked: Global Privacy Control, Do Not Track and languages.
 *
 * <p>In: the values of request fields. Out: {@link dev.consent4j.signal.Signals}, a value. What a signal stops is
 * decided in {@code evaluation}.
 */
@NullMarked
package dev.consent4j.signal;

import org.jspecify.annotations.NullMarked;
