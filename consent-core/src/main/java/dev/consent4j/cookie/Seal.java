package dev.consent4j.cookie;

import dev.consent4j.decision.GivenConsent;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.MacKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outside of the authenticated cookie: base64url without padding of a version byte, the key's id in two bytes, the
 * payload, and HMAC-SHA-256, cut to 128 bits, over site, cookie name, key id and all bytes before it.
 */
final class Seal {

    static final int VERSION = 1;
    static final int MAX_LENGTH = 2_048;

    private static final int HEAD_BYTES = 3;
    private static final int MAC_BYTES = 16;

    /** The bits a last character has to spare are zero, or one payload would have several spellings. */
    private static final List<String> LAST = List.of("", "", "AQgw", "AEIMQUYcgkosw048");

    private final byte[] site;
    private final byte[] name;
    private final Keyring keys;
    private final PurposeTags tags;

    Seal(String site, String name, Keyring keys, PurposeTags tags) {
        this.site = site.getBytes(StandardCharsets.UTF_8);
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.keys = keys;
        this.tags = tags;
    }

    String close(GivenConsent given) {
        MacKey key = keys.current(KeyUse.COOKIE);
        PayloadWriter out = new PayloadWriter().u8(VERSION).u16(key.id());
        ConsentPayload.write(out, given, tags);
        byte[] covered = out.bytes();
        byte[] mac = key.mac(site, name, idOf(covered), covered);
        byte[] sealed = out.block(Arrays.copyOf(mac, MAC_BYTES)).bytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    Reading open(String value) {
        if (value.length() > MAX_LENGTH) {
            return new Reading.Malformed("too long");
        }
        byte[] sealed = decoded(value);
        if (sealed == null) {
            return new Reading.Malformed("not base64url");
        }
        if (sealed.length > 0 && sealed[0] != VERSION) {
            return new Reading.Malformed("other version");
        }
        int end = sealed.length - MAC_BYTES;
        if (end < HEAD_BYTES) {
            return new Reading.Malformed("truncated");
        }
        byte[] id = idOf(sealed);
        Optional<MacKey> key = keys.find(KeyUse.COOKIE, (id[0] & 0xff) << 8 | id[1] & 0xff);
        if (key.isEmpty()) {
            return new Reading.Malformed("unknown key");
        }
        byte[] covered = Arrays.copyOf(sealed, end);
        if (!key.get().verifies(Arrays.copyOfRange(sealed, end, sealed.length), site, name, id, covered)) {
            return new Reading.Malformed("forged");
        }
        try {
            return new Reading.Verified(ConsentPayload.read(new PayloadReader(sealed, HEAD_BYTES, end), tags));
        } catch (MalformedPayloadException malformed) {
            return new Reading.Malformed("authentic, but " + malformed.getMessage());
        }
    }

    private static byte @Nullable [] decoded(String value) {
        int rest = value.length() % 4;
        if (value.endsWith("=") || rest > 1 && LAST.get(rest).indexOf(value.charAt(value.length() - 1)) < 0) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(value);
        } catch (IllegalArgumentException notBase64url) {
            return null;
        }
    }

    private static byte[] idOf(byte[] bytes) {
        return Arrays.copyOfRange(bytes, 1, HEAD_BYTES);
    }
}
