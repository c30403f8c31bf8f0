package dev.consent4j.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A third party that stores, reads or receives data.
 *
 * @param id lower case letters, digits and hyphens; never used again for another party
 * @param name what the visitor reads
 * @param country ISO 3166 country it processes in; empty if the policy states none
 * @param transfer why data may go there
 * @param origins its origins by Content-Security-Policy fetch directive; {@code default-src} for any
 * @param optOut links where it lets a person opt out
 * @param purposes ids of the purposes it serves beside those of its declarations
 * @param data what it receives, item by item
 */
public record Vendor(
        String id,
        String name,
        String country,
        Transfer transfer,
        Map<String, List<String>> origins,
        List<String> optOut,
        List<String> purposes,
        List<String> data) {

    /** Takes immutable copies. */
    public Vendor {
        TreeMap<String, List<String>> copy = new TreeMap<>();
        origins.forEach((directive, list) -> copy.put(directive, List.copyOf(list)));
        origins = Collections.unmodifiableMap(copy);
        optOut = List.copyOf(optOut);
        purposes = List.copyOf(purposes);
        data = List.copyOf(data);
    }

    /**
     * A vendor of which only the name is known.
     *
     * @param id its id
     * @param name its name
     * @return the vendor
     */
    public static Vendor of(String id, String name) {
        return new Vendor(id, name, "", Transfer.NONE, Map.of(), List.of(), List.of(), List.of());
    }
}
