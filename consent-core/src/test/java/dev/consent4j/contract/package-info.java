/** The promises that every implementation of an interface must keep, as suites to be extended by its test. */
@NullMarked
package dev.consent4j.contract;

import org.jspecify.annotations.NullMarked;
