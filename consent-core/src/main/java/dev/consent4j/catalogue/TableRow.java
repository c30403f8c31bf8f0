package dev.consent4j.catalogue;

/**
 * A row of a site's own cookie table, as people publish it.
 *
 * @param name the name; {@code [...]} or {@code *} in it stand for any characters
 * @param category what the table calls the kind, in any wording
 * @param description what the table says it is for
 * @param expires how long it lives, in any wording
 * @param vendor who sets it; empty for the site itself
 */
public record TableRow(String name, String category, String description, String expires, String vendor) {}
