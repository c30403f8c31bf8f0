/**
 * A real Chromium for tests, scripts on: finding it, driving it, and what it was seen to do.
 *
 * <p>In: a Chromium on this machine or from npm. Out: cookie jar, storage, requests and complaints of each visit. Names under
 * {@code localhost} and {@code test} lead to 127.0.0.1, all others nowhere.
 */
@NullMarked
package dev.consent4j.examples.browser;

import org.jspecify.annotations.NullMarked;
