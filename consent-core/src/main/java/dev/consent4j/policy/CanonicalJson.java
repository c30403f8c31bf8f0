package dev.consent4j.policy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON text in one fixed form, so that equal values have equal bytes: the JSON Canonicalization Scheme of RFC 8785.
 * Members are sorted by name, there are no spaces, non-ASCII characters stand as they are. Lone surrogates, which that
 * scheme refuses, are escaped, so that any string can be written and read back. Hashes and ledger entries are made of
 * it.
 *
 * <p>Values are {@link Map} with string keys, {@link Iterable}, {@link String}, {@link Long}, {@link Integer} and
 * {@link Boolean}; there are no fractions and no nulls.
 */
public final class CanonicalJson {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** Characters with an escape of two characters, and the second of these. */
    private static final String SHORT = "\"\\\b\t\n\f\r";

    private static final String SHORT_ESCAPES = "\"\\btnfr";

    private CanonicalJson() {}

    /**
     * Writes a value.
     *
     * @param value the value
     * @return its canonical text
     * @throws IllegalArgumentException for a value of another type, which is a mistake of the caller
     */
    public static String write(Object value) {
        StringBuilder out = new StringBuilder(256);
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Object value) {
        if (value instanceof String string) {
            appendString(out, string);
        } else if (value instanceof Map<?, ?> map) {
            appendObject(out, map);
        } else if (value instanceof Iterable<?> list) {
            appendArray(out, list);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("canonical JSON has no " + value.getClass());
        }
    }

    private static void appendObject(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : sorted(map).entrySet()) {
            out.append(separator);
            appendString(out, (String) member.getKey());
            out.append(':');
            append(out, member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static Map<?, ?> sorted(Map<?, ?> map) {
        boolean isSorted = map.size() < 2 || map instanceof SortedMap<?, ?> known && known.comparator() == null;
        return isSorted ? map : new TreeMap<>(map);
    }

    private static void appendArray(StringBuilder out, Iterable<?> list) {
        out.append('[');
        String separator = "";
        for (Object item : list) {
            out.append(separator);
            append(out, item);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendString(StringBuilder out, String string) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (isEscaped(string, i, c)) {
                appendEscaped(out.append(string, written, i), c);
                written = i + 1;
            }
        }
        out.append(string, written, string.length()).append('"');
    }

    private static boolean isEscaped(String string, int i, char c) {
        return c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c) && !isPaired(string, i);
    }

    private static void appendEscaped(StringBuilder out, char c) {
        int shortened = SHORT.indexOf(c);
        if (shortened >= 0) {
            out.append('\\').append(SHORT_ESCAPES.charAt(shortened));
        } else {
            out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]);
            out.append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
        }
    }

    private static boolean isPaired(String string, int i) {
        return Character.isHighSurrogate(string.charAt(i))
                ? i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(string.charAt(i - 1));
    }
}
