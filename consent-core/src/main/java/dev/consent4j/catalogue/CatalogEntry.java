package dev.consent4j.catalogue;

import dev.consent4j.policy.Technology;

/**
 * What a catalogue says of one name.
 *
 * @param name the name, or the beginning of names
 * @param prefix whether it is the beginning of names
 * @param category id of one of the preset categories
 * @param technology where it is kept
 * @param service the service it belongs to; empty if unknown
 * @param vendor who controls the data; empty if unknown
 * @param domain the domain it is set on; empty for the site's own
 * @param description what it holds
 * @param retention how long it lives
 * @param line line of the table, from 1
 */
public record CatalogEntry(
        String name,
        boolean prefix,
        String category,
        Technology technology,
        String service,
        String vendor,
        String domain,
        String description,
        Retention retention,
        int line) {}
