package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.cookie.SetCookieLine;
import dev.consent4j.servlet.enforcement.header.CachePrivacy;
import dev.consent4j.servlet.request.OwnCookies;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response on which cookies are judged as they are set, because containers differ in what can be changed later, and
 * which keeps a private response private. The application does not see the library's own cookies on it.
 */
final class GatedResponse extends HttpServletResponseWrapper {

    private static final String SET_COOKIE = "Set-Cookie";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Gate gate;

    GatedResponse(HttpServletResponse original, Gate gate) {
        super(original);
        this.gate = gate;
    }

    /** Whether a response or one it wraps is gated. */
    static boolean isGated(ServletResponse response) {
        return response instanceof GatedResponse
                || response instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(GatedResponse.class);
    }

    @Override
    public void addCookie(@Nullable Cookie cookie) {
        if (cookie == null || gate.admits(line(cookie))) {
            super.addCookie(cookie);
            if (gate.isPrivate()) {
                // Jetty adds an Expires field with the first cookie.
                CachePrivacy.apply((HttpServletResponse) getResponse());
            }
        }
    }

    /**
     * What counts of a cookie object. Its other attributes do not: Jetty drops an {@code Expires} among them, so it deletes
     * nothing, and a semicolon inside one would begin another on the wire.
     */
    private static SetCookieLine line(Cookie cookie) {
        StringBuilder attributes = new StringBuilder();
        add(attributes, "Domain", cookie.getDomain());
        add(attributes, "Path", cookie.getPath());
        boolean plain = cookie.getAttributes().values().stream().allMatch(value -> value.indexOf(';') < 0);
        // Tomcat keeps the -1 of a session cookie as an attribute, which on a line would delete.
        if (plain && cookie.getMaxAge() >= 0) {
            add(attributes, "Max-Age", String.valueOf(cookie.getMaxAge()));
        }
        return new SetCookieLine(cookie.getName(), String.valueOf(cookie.getValue()), attributes.toString());
    }

    private static void add(StringBuilder attributes, String name, @Nullable String value) {
        if (value != null && value.indexOf(';') < 0) {
            attributes.append("; ").append(name).append('=').append(value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (value == null || name == null) {
            super.addHeader(name, value);
        } else if (isSetCookie(name)) {
            String line = line(name, value);
            if (gate.admits(SetCookieLine.read(line))) {
                super.addHeader(SET_COOKIE, line);
            }
        } else if (!gate.isPrivate()) {
            super.addHeader(name, value);
        } else if (isCacheControl(name)) {
            List<String> values = new ArrayList<>(super.getHeaders(name));
            values.add(value);
            super.setHeader(name, CachePrivacy.narrowed(values));
        } else if (!CachePrivacy.takesOut(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (name == null) {
            super.setHeader(name, value);
        } else if (isSetCookie(name)) {
            replaceCookies(value == null ? null : line(name, value));
        } else if (!gate.isPrivate()) {
            super.setHeader(name, value);
        } else if (isCacheControl(name)) {
            super.setHeader(name, CachePrivacy.narrowed(value == null ? List.of() : List.of(value)));
        } else if (!CachePrivacy.takesOut(name)) {
            super.setHeader(name, value);
        }
    }

    /** Setting the field replaces every cookie of the application, and none of ours. */
    private void replaceCookies(@Nullable String line) {
        super.setHeader(SET_COOKIE, line != null && gate.admits(SetCookieLine.read(line)) ? line : null);
        gate.restore();
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (isPlain(name)) {
            super.addIntHeader(name, value);
        } else {
            addHeader(name, Integer.toString(value));
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (isPlain(name)) {
            super.setIntHeader(name, value);
        } else {
            setHeader(name, Integer.toString(value));
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (isPlain(name)) {
            super.addDateHeader(name, date);
        } else {
            addHeader(name, DATE.format(Instant.ofEpochMilli(date)));
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (isPlain(name)) {
            super.setDateHeader(name, date);
        } else {
            setHeader(name, DATE.format(Instant.ofEpochMilli(date)));
        }
    }

    /** Whether a field is none of the gate's business now. */
    private boolean isPlain(@Nullable String name) {
        return name == null
                || !isSetCookie(name) && !(gate.isPrivate() && (isCacheControl(name) || CachePrivacy.takesOut(name)));
    }

    @Override
    public void reset() {
        super.reset();
        gate.restore();
    }

    @Override
    public Collection<String> getHeaders(String name) {
        Collection<String> values = super.getHeaders(name);
        OwnCookies own = gate.ownCookies();
        return own == null || own.isEmpty() || name == null || !isSetCookie(name)
                ? values
                : values.stream().filter(value -> !own.contains(value)).toList();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name != null && isSetCookie(name)
                ? getHeaders(name).stream().findFirst().orElse(null)
                : super.getHeader(name);
    }

    @Override
    public boolean containsHeader(String name) {
        OwnCookies own = gate.ownCookies();
        return super.containsHeader(name)
                && (own == null
                        || own.isEmpty()
                        || name == null
                        || !isSetCookie(name)
                        || !getHeaders(name).isEmpty());
    }

    @Override
    public Collection<String> getHeaderNames() {
        Collection<String> names = super.getHeaderNames();
        return containsHeader(SET_COOKIE)
                ? names
                : names.stream().filter(name -> !isSetCookie(name)).toList();
    }

    /** Tomcat writes a name with a colon as it is, and a browser reads what stands before the colon. */
    private static boolean isSetCookie(String name) {
        int colon = name.indexOf(':');
        String field = colon < 0 ? name : name.substring(0, colon);
        // Tomcat turns control characters into blanks.
        return SET_COOKIE.equalsIgnoreCase(field.replace('\u007f', ' ').trim());
    }

    private static String line(String name, String value) {
        int colon = name.indexOf(':');
        return colon < 0 ? value : name.substring(colon + 1) + ": " + value;
    }

    private static boolean isCacheControl(String name) {
        return CachePrivacy.CACHE_CONTROL.equalsIgnoreCase(name);
    }
}
