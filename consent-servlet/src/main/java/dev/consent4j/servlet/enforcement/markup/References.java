package dev.consent4j.servlet.enforcement.markup;

import java.util.Map;

/**
 * Character references in attribute values. Of the named ones only those for characters that can stand in an address or
 * an id; the others stay as they are, and no host contains them.
 */
final class References {

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("AMP", "&"),
            Map.entry("apos", "'"),
            Map.entry("ast", "*"),
            Map.entry("bsol", "\\"),
            Map.entry("colon", ":"),
            Map.entry("comma", ","),
            Map.entry("commat", "@"),
            Map.entry("dollar", "$"),
            Map.entry("equals", "="),
            Map.entry("excl", "!"),
            Map.entry("gt", ">"),
            Map.entry("GT", ">"),
            Map.entry("lbrack", "["),
            Map.entry("lowbar", "_"),
            Map.entry("lpar", "("),
            Map.entry("lt", "<"),
            Map.entry("LT", "<"),
            Map.entry("nbsp", "\u00a0"),
            Map.entry("NewLine", "\n"),
            Map.entry("num", "#"),
            Map.entry("percnt", "%"),
            Map.entry("period", "."),
            Map.entry("plus", "+"),
            Map.entry("quest", "?"),
            Map.entry("quot", "\""),
            Map.entry("QUOT", "\""),
            Map.entry("rbrack", "]"),
            Map.entry("rpar", ")"),
            Map.entry("semi", ";"),
            Map.entry("sol", "/"),
            Map.entry("Tab", "\t"),
            Map.entry("UnderBar", "_"));

    private static final int LONGEST = 8;

    private References() {}

    static String decoded(String value) {
        int ampersand = value.indexOf('&');
        if (ampersand < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        int from = 0;
        while (ampersand >= 0) {
            out.append(value, from, ampersand);
            from = value.startsWith("#", ampersand + 1) ? number(value, ampersand, out) : name(value, ampersand, out);
            ampersand = value.indexOf('&', from);
        }
        return out.append(value, from, value.length()).toString();
    }

    /** Appends what a numeric reference means, with or without its semicolon, and says where it ends. */
    private static int number(String value, int ampersand, StringBuilder out) {
        int first = ampersand + 2;
        boolean hex = first < value.length() && (value.charAt(first) | ' ') == 'x';
        int radix = hex ? 16 : 10;
        int i = hex ? first + 1 : first;
        int digits = i;
        int code = 0;
        while (i < value.length() && value.charAt(i) < 128 && Character.digit(value.charAt(i), radix) >= 0) {
            code = Math.min(code * radix + Character.digit(value.charAt(i), radix), Character.MAX_CODE_POINT + 1);
            i++;
        }
        if (i == digits) {
            out.append(value, ampersand, i);
            return i;
        }
        out.appendCodePoint(code == 0 || code > Character.MAX_CODE_POINT ? 0xfffd : code);
        return i < value.length() && value.charAt(i) == ';' ? i + 1 : i;
    }

    /** In attributes a name needs its semicolon; the few old ones that do not are no part of a host either. */
    private static int name(String value, int ampersand, StringBuilder out) {
        int semicolon = semicolon(value, ampersand + 1);
        String meant = semicolon < 0 ? null : NAMED.get(value.substring(ampersand + 1, semicolon));
        if (meant == null) {
            out.append('&');
            return ampersand + 1;
        }
        out.append(meant);
        return semicolon + 1;
    }

    /** Where the name that begins here ends, -1 for none that is known; no more is looked at, whatever follows. */
    private static int semicolon(String value, int from) {
        int last = Math.min(value.length() - 1, from + LONGEST);
        for (int i = from; i <= last; i++) {
            if (value.charAt(i) == ';') {
                return i;
            }
        }
        return -1;
    }
}
