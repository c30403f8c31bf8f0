package dev.consent4j.policy;

/**
 * Two things of which a person can only refuse both.
 *
 * @param refusing what the person wants to refuse
 * @param loses what is lost with it
 */
public record Tie(String refusing, String loses) {}
