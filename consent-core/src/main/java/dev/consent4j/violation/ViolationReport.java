package dev.consent4j.violation;

/**
 * What a browser reports of one violation, as far as it is looked at; anybody can send it. Only a {@link Violation} made
 * of it is kept.
 *
 * @param directive the directive that was violated, perhaps followed by its sources
 * @param blocked the address that was blocked, or a word for what has none
 * @param document the address of the page
 */
public record ViolationReport(String directive, String blocked, String document) {}
