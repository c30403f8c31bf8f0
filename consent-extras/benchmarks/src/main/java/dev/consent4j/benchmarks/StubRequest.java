package dev.consent4j.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.NoSuchElementException;

/**
 * A page request over https with one {@code Cookie} field, used again and again by one thread. It allocates nothing but
 * the text of that field.
 *
 * <p>A container hands out new text for each request, so its hash is unknown and no cache can know it by identity. A pool
 * of equal texts would have its hashes kept after one round; so {@link #next} makes the text anew. The empty chain that is
 * subtracted pays the same for it, in time and in bytes.
 */
final class StubRequest extends RefusingRequest {

    private static final int ATTRIBUTES = 8;

    private final OneValue cookieField = new OneValue();
    private final OneValue languageField = new OneValue();
    private final String[] attributeNames = new String[ATTRIBUTES];
    private final Object[] attributes = new Object[ATTRIBUTES];
    private Cookie[] cookies = {};
    private String cookie = "";

    /** Begins the next request, which brings the cookies of this field; its attributes are gone. */
    StubRequest next(byte[] field) {
        cookie = new String(field, StandardCharsets.ISO_8859_1);
        Arrays.fill(attributeNames, null);
        Arrays.fill(attributes, null);
        return this;
    }

    /** What the container makes of the field, once for all requests; returns this request. */
    StubRequest parsed(String field) {
        cookies = Arrays.stream(field.split("; ", -1))
                .map(pair -> pair.split("=", 2))
                .map(pair -> new Cookie(pair[0], pair[1]))
                .toArray(Cookie[]::new);
        return this;
    }

    @Override
    public Cookie[] getCookies() {
        return cookies;
    }

    @Override
    public String getHeader(String name) {
        if ("Cookie".equalsIgnoreCase(name)) {
            return cookie;
        }
        return "Accept-Language".equalsIgnoreCase(name) ? Scene.LANGUAGES : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if ("Cookie".equalsIgnoreCase(name)) {
            return cookieField.of(cookie);
        }
        return "Accept-Language".equalsIgnoreCase(name)
                ? languageField.of(Scene.LANGUAGES)
                : Collections.emptyEnumeration();
    }

    @Override
    public Object getAttribute(String name) {
        for (int i = 0; i < ATTRIBUTES && attributeNames[i] != null; i++) {
            if (attributeNames[i].equals(name)) {
                return attributes[i];
            }
        }
        return null;
    }

    @Override
    public void setAttribute(String name, Object value) {
        int at = 0;
        while (attributeNames[at] != null && !attributeNames[at].equals(name)) {
            at++;
        }
        attributeNames[at] = name;
        attributes[at] = value;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getServerName() {
        return Scene.HOST;
    }

    @Override
    public int getServerPort() {
        return 443;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.7";
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return "/products/shoes";
    }

    @Override
    public String getPathInfo() {
        return null;
    }

    @Override
    public String getRequestURI() {
        return "/products/shoes";
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    /** An enumeration of one value that begins again whenever it is handed out. */
    private static final class OneValue implements Enumeration<String> {

        private String value = "";
        private boolean left;

        OneValue of(String text) {
            value = text;
            left = true;
            return this;
        }

        @Override
        public boolean hasMoreElements() {
            return left;
        }

        @Override
        public String nextElement() {
            if (!left) {
                throw new NoSuchElementException();
            }
            left = false;
            return value;
        }
    }
}
