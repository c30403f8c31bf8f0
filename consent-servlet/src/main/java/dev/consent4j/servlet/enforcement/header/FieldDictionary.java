package dev.consent4j.servlet.enforcement.header;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a structured field dictionary (RFC 9651, 4.2.2) as browsers do: each member as it is written, of members with
 * one key the last, and nothing at all if any part is malformed.
 */
final class FieldDictionary {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~:/";
    private static final String BASE64_MARKS = "+/=";

    private final String text;
    private int at;

    private FieldDictionary(String text) {
        this.text = text;
    }

    /**
     * Reads a dictionary.
     *
     * @param text the field's values, joined by commas
     * @return members in order, key with {@code =} and value or key alone, by key; empty if the text is no dictionary
     */
    static Optional<Map<String, String>> parse(String text) {
        FieldDictionary reading = new FieldDictionary(text);
        Map<String, String> members = new LinkedHashMap<>();
        return reading.members(members) ? Optional.of(members) : Optional.empty();
    }

    private boolean members(Map<String, String> members) {
        skip(" ");
        while (at < text.length()) {
            int start = at;
            if (!key()) {
                return false;
            }
            String key = text.substring(start, at);
            if (!(take('=') ? value() : parameters())) {
                return false;
            }
            members.remove(key);
            members.put(key, text.substring(start, at));
            skip(" \t");
            if (at == text.length()) {
                return true;
            }
            if (!take(',')) {
                return false;
            }
            skip(" \t");
            if (at == text.length()) {
                return false;
            }
        }
        return true;
    }

    private boolean value() {
        if (!take('(')) {
            return bareItem() && parameters();
        }
        while (true) {
            skip(" ");
            if (take(')')) {
                return parameters();
            }
            if (!bareItem() || !parameters() || peek() != ' ' && peek() != ')') {
                return false;
            }
        }
    }

    private boolean parameters() {
        while (take(';')) {
            skip(" ");
            if (!key() || take('=') && !bareItem()) {
                return false;
            }
        }
        return true;
    }

    private boolean key() {
        if (!isLower(peek()) && peek() != '*') {
            return false;
        }
        while (isLower(peek()) || isDigit(peek()) || isOneOf("_-.*", peek())) {
            at++;
        }
        return true;
    }

    private boolean bareItem() {
        char first = peek();
        if (first == '-' || isDigit(first)) {
            return number();
        }
        if (first == '*' || isAlpha(first)) {
            while (isAlpha(peek()) || isDigit(peek()) || isOneOf(TOKEN_MARKS, peek())) {
                at++;
            }
            return true;
        }
        at++;
        return switch (first) {
            case '"' -> string();
            case '%' -> take('"') && string();
            case ':' -> bytes();
            case '?' -> take('0') || take('1');
            case '@' -> number();
            default -> false;
        };
    }

    private boolean number() {
        take('-');
        int digits = digits();
        return digits > 0 && (!take('.') || digits() > 0);
    }

    private int digits() {
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        return at - start;
    }

    private boolean string() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            boolean escapes = c == '\\';
            if (escapes ? !take('"') && !take('\\') : c < ' ' || c > '~') {
                return false;
            }
        }
        return false;
    }

    private boolean bytes() {
        while (isAlpha(peek()) || isDigit(peek()) || isOneOf(BASE64_MARKS, peek())) {
            at++;
        }
        return take(':');
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char wanted) {
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void skip(String spaces) {
        while (at < text.length() && spaces.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static boolean isOneOf(String characters, char c) {
        return characters.indexOf(c) >= 0;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isAlpha(char c) {
        return isLower(c) || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
