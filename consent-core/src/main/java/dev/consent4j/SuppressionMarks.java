package dev.consent4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.MacKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Marks under which subjects and accounts are known after they were erased: keyed hashes that only who is shown the
 * original can make again. Thread safe.
 *
 * @param site id of the site, so that the marks of two sites have nothing in common
 * @param keys the secrets
 */
record SuppressionMarks(String site, Keyring keys) {

    /** Whose mark it is. */
    enum Whose {
        SUBJECT("subject"),
        ACCOUNT("account");

        private final String word;

        Whose(String word) {
            this.word = word;
        }
    }

    /** Bytes of the hash; as many as the pseudonym has. */
    private static final int BYTES = 16;

    /** The mark under the current key. */
    String mark(Whose whose, String text) {
        return mark(whose, text, keys.current(KeyUse.SUPPRESSION));
    }

    /** The marks under all keys, because an older key made older marks. */
    List<String> all(Whose whose, String text) {
        return keys.all(KeyUse.SUPPRESSION).stream()
                .map(key -> mark(whose, text, key))
                .toList();
    }

    static boolean isOfAccount(String mark) {
        return mark.startsWith(Whose.ACCOUNT.word + ":");
    }

    private String mark(Whose whose, String text, MacKey key) {
        byte[] code = key.mac(whose.word.getBytes(UTF_8), site.getBytes(UTF_8), text.getBytes(UTF_8));
        return whose.word + ":" + key.text() + ":" + HexFormat.of().formatHex(Arrays.copyOf(code, BYTES));
    }
}
