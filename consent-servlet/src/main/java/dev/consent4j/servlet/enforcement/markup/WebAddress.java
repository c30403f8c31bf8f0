package dev.consent4j.servlet.enforcement.markup;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an address in a page leads: host and port as a browser reads them (URL standard, 4.4), which takes more spellings
 * for the same host than RFC 3986. The scheme does not count, because a page of either is the same vendor's.
 *
 * @param host in lower case and ASCII, without a final dot
 * @param port the port; {@link #USUAL} for that of http or https
 */
record WebAddress(String host, int port) {

    /** The port an origin has that names none. */
    static final int USUAL = -1;

    private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss", "ftp");
    private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

    /**
     * Reads an address.
     *
     * @param text the value of an attribute, references decoded
     * @param base where relative addresses lead; null for the page's own origin
     * @return null for one that stays on the page's own origin or leads to no host, such as {@code data:}
     */
    static @Nullable WebAddress read(String text, @Nullable WebAddress base) {
        String url = stripped(text);
        int colon = schemeEnd(url);
        if (colon >= 0) {
            String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
            int slashes = slashesEnd(url, colon + 1);
            // The scheme of the base with fewer than two slashes is no scheme to a browser.
            boolean relative = base != null && slashes < colon + 3;
            return !SCHEMES.contains(scheme) ? null : relative ? base : authority(url, slashes);
        }
        int slashes = slashesEnd(url, 0);
        return slashes >= 2 ? authority(url, slashes) : base;
    }

    /** Browsers drop tabs and line ends anywhere, and blanks and control characters at the ends. */
    private static String stripped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\t' && c != '\n' && c != '\r' && (c > ' ' || out.length() > 0)) {
                out.append(c);
            }
        }
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) <= ' ') {
            end--;
        }
        return out.substring(0, end);
    }

    /** Index of the colon that ends a scheme, -1 without one. */
    private static int schemeEnd(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean letter = (c | ' ') >= 'a' && (c | ' ') <= 'z';
            if (c == ':' && i > 0) {
                return i;
            }
            if (!letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.')) {
                return -1;
            }
        }
        return -1;
    }

    private static int slashesEnd(String url, int from) {
        int i = from;
        while (i < url.length() && (url.charAt(i) == '/' || url.charAt(i) == '\\')) {
            i++;
        }
        return i;
    }

    private static @Nullable WebAddress authority(String url, int from) {
        int end = from;
        while (end < url.length() && "/\\?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String hostAndPort =
                url.substring(url.lastIndexOf('@', end - 1) >= from ? url.lastIndexOf('@', end - 1) + 1 : from, end);
        int colon = hostAndPort.lastIndexOf(':');
        boolean hasPort = colon >= 0 && colon > hostAndPort.lastIndexOf(']');
        String host = host(hasPort ? hostAndPort.substring(0, colon) : hostAndPort);
        int port = hasPort ? port(hostAndPort.substring(colon + 1)) : USUAL;
        return host == null ? null : new WebAddress(host, port);
    }

    private static int port(String digits) {
        try {
            int port = digits.isEmpty() ? USUAL : Integer.parseInt(digits);
            return USUAL_PORTS.contains(port) ? USUAL : port;
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** Null for what no browser takes for a host. */
    private static @Nullable String host(String written) {
        String host = written.indexOf('%') < 0 ? written : unescaped(written);
        if (!host.chars().allMatch(c -> c < 128)) {
            try {
                host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
            } catch (IllegalArgumentException noHost) {
                return null;
            }
        }
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return host.isEmpty() ? null : host.toLowerCase(Locale.ROOT);
    }

    private static String unescaped(String host) {
        byte[] bytes = host.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            out[length++] = low < 0 ? bytes[i] : (byte) (high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
