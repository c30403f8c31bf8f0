package dev.consent4j.servlet.enforcement.markup;

import java.util.ArrayList;
import java.util.List;

/** The addresses of a {@code srcset} (HTML, 4.8.4.3.9). */
final class SourceSet {

    private SourceSet() {}

    static List<String> addresses(String value) {
        List<String> addresses = new ArrayList<>();
        int i = 0;
        while (i < value.length()) {
            char c = value.charAt(i);
            if (Attributes.isSpace(c) || c == ',') {
                i++;
                continue;
            }
            int end = i;
            while (end < value.length() && !Attributes.isSpace(value.charAt(end))) {
                end++;
            }
            String address = value.substring(i, end);
            // An address that ends with a comma has no descriptor, and the comma is no part of it.
            boolean alone = address.endsWith(",");
            addresses.add(alone ? withoutCommas(address) : address);
            i = alone ? end : descriptorsEnd(value, end);
        }
        return addresses;
    }

    private static String withoutCommas(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == ',') {
            end--;
        }
        return address.substring(0, end);
    }

    private static int descriptorsEnd(String value, int from) {
        boolean inside = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' && !inside) {
                return i;
            }
            inside = c == '(' || inside && c != ')';
        }
        return value.length();
    }
}
