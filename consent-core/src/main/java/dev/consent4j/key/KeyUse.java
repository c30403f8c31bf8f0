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
    ACCOUNT(false, true),
    /** Turns an address prefix into the name of a rate limit. */
    RATE,
    /** Turns a subject or account into the hash under which its refusals survive erasure. */
    SUPPRESSION(true, true),
    /** Turns a subject into the pseudonym of its receipts. */
    RECEIPT(true, false);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final boolean addable;
    private final boolean lasting;

    KeyUse() {
        this(false, false);
    }

    KeyUse(boolean addable, boolean lasting) {
        this.addable = addable;
        this.lasting = lasting;
    }

    /** Whether a key file may be older than this use, so that a key for it is added; without the others it is damaged. */
    boolean isAddable() {
        return addable;
    }

    /** Whether the ledger holds what its keys made, so that none of them may go unless somebody says so. */
    boolean isLasting() {
        return lasting;
    }

    /** The spelling in a key file and in {@link Keyring#ids()}: the name in lower case. */
    public String id() {
        return id;
    }

    static Optional<KeyUse> find(String id) {
        return Arrays.stream(values()).filter(use -> use.id.equals(id)).findFirst();
    }
}
