package dev.consent4j.key;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a secret is for. Keys of different uses are never exchanged. */
public enum KeyUse {
    /** Authenticates the consent cookie. */
    COOKIE,
    /** Makes one-time and unsubscribe tokens. */
    TOKEN,
    /** Turns an account into its reference. */
    ACCOUNT,
    /** Turns an address prefix into the name of a rate limit. */
    RATE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The spelling in a key file and in {@link Keyring#ids()}: the name in lower case. */
    public String id() {
        return id;
    }

    static Optional<KeyUse> find(String id) {
        return Arrays.stream(values()).filter(use -> use.id.equals(id)).findFirst();
    }
}
