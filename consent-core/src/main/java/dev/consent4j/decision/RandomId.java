package dev.consent4j.decision;

import java.util.Base64;

/** The text form of 128 random bits: 22 characters of base64url. */
final class RandomId {

    static final int BYTES = 16;
    private static final int LENGTH = 22;
    private static final String LAST = "AQgw";

    private RandomId() {}

    static boolean isText(String text) {
        if (text.length() != LENGTH || LAST.indexOf(text.charAt(LENGTH - 1)) < 0) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!isBase64url(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64url(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    static String text(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an id has " + BYTES + " bytes, not " + bytes.length);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
