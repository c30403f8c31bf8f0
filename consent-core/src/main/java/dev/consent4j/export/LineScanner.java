package dev.consent4j.export;

import dev.consent4j.policy.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an export writes from a slice of bytes: literals, numbers, hashes, strings. Takes one spelling of each thing
 * only. Makes no objects but strings. Not thread safe.
 */
final class LineScanner {

    private static final int MAX_DIGITS = 18;
    private static final int HEX_ESCAPE = 4;

    private byte[] array = new byte[0];
    private int at;
    private int to;

    /** Begins a slice. */
    void start(byte[] newArray, int from, int end) {
        array = newArray;
        at = from;
        to = end;
    }

    int at() {
        return at;
    }

    /** The array that holds the slice. */
    byte[] array() {
        return array;
    }

    boolean endsWithBrace() {
        return to - at > 1 && array[to - 1] == '}';
    }

    int remaining() {
        return to - at;
    }

    boolean atEnd() {
        return at == to;
    }

    /** Goes on behind a literal; stays where the slice does not go on with it. */
    boolean skip(byte[] literal) {
        int end = at + literal.length;
        if (end > to) {
            return false;
        }
        for (int i = 0; i < literal.length; i++) {
            if (array[at + i] != literal[i]) {
                return false;
            }
        }
        at = end;
        return true;
    }

    /** A number without sign and leading zeros, of at most 18 digits; -1 if there is none. */
    long number() {
        int start = at;
        long number = 0;
        while (at < to && array[at] >= '0' && array[at] <= '9' && at - start < MAX_DIGITS) {
            number = number * 10 + array[at++] - '0';
        }
        boolean leadingZero = at - start > 1 && array[start] == '0';
        return at == start || leadingZero ? -1 : number;
    }

    /** 64 hexadecimal digits in lower case into 32 bytes. */
    boolean hash(byte[] out) {
        if (to - at < 2 * out.length) {
            return false;
        }
        for (int i = 0; i < out.length; i++) {
            int value = digit(array[at]) << 4 | digit(array[at + 1]);
            if (value < 0) {
                return false;
            }
            out[i] = (byte) value;
            at += 2;
        }
        return true;
    }

    private static int digit(byte c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** The rest of the slice but for the brace that ends it; null if there is none. */
    byte @Nullable [] member() {
        if (to - at < 2 || array[to - 1] != '}') {
            return null;
        }
        byte[] rest = Arrays.copyOfRange(array, at, to - 1);
        at = to;
        return rest;
    }

    /** What is left but for the quote and the brace that end it; null if they do not. */
    byte @Nullable [] quoted() {
        boolean quoted = to - at >= 2 && array[to - 2] == '"' && array[to - 1] == '}';
        return quoted ? Arrays.copyOfRange(array, at, to - 2) : null;
    }

    /** A JSON string with its quotes, as canonical JSON writes it; null if there is none. */
    @Nullable
    String string() {
        int end = at + 1;
        if (at >= to || array[at] != '"') {
            return null;
        }
        while (end < to && array[end] != '"') {
            end += array[end] == '\\' ? 2 : 1;
        }
        if (end >= to) {
            return null;
        }
        String raw;
        try {
            raw = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(array, at + 1, end - at - 1))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
        String text = unescaped(raw);
        boolean isCanonical = text != null && CanonicalJson.write(text).equals('"' + raw + '"');
        at = isCanonical ? end + 1 : at;
        return isCanonical ? text : null;
    }

    private static @Nullable String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            int known = "\"\\btnfr".indexOf(escape);
            if (known >= 0) {
                text.append("\"\\\b\t\n\f\r".charAt(known));
            } else if (escape == 'u' && i + HEX_ESCAPE < raw.length()) {
                try {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 1 + HEX_ESCAPE, 16));
                } catch (NumberFormatException noDigits) {
                    return null;
                }
                i += HEX_ESCAPE;
            } else {
                return null;
            }
        }
        return text.toString();
    }
}
