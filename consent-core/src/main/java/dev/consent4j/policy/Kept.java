package dev.consent4j.policy;

import org.jspecify.annotations.Nullable;

/**
 * How long a site says it keeps something.
 *
 * @param what what is kept
 * @param period how long; null for ever
 * @param reason why, in the site's words; empty if it gives none
 */
public record Kept(String what, @Nullable Lifetime period, String reason) {}
