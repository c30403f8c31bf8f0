package dev.consent4j.policy;

import java.util.List;

/**
 * A way in which a site reaches a person.
 *
 * @param name such as {@code e-mail}, {@code phone}, {@code push}
 * @param optOut how a person stops it, such as {@code link in each mail}; empty if there is no way
 * @param recipients who uses it
 */
public record Channel(String name, String optOut, List<String> recipients) {

    /** Takes an immutable copy. */
    public Channel {
        recipients = List.copyOf(recipients);
    }
}
