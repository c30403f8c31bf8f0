package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.cookie.SetCookieLine;
import dev.consent4j.servlet.enforcement.header.CachePrivacy;
import dev.consent4j.servlet.enforcement.header.ClearSiteData;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A response on which cookies are judged as they are set, because containers differ in what can be changed later, and
 * which keeps a private response private. The application sees neither the library's own cookies on it nor its fields.
 */
final class GatedResponse extends HttpServletResponseWrapper {

    private static final String SET_COOKIE = "Set-Cookie";

    /** Of RFC 2965, which no browser reads any more. */
    private static final String SET_COOKIE_2 = "Set-Cookie2";

    private static final char DELETE = '\u007f';
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
        if (cookie == null || gate.cookies().admits(cookie)) {
            super.addCookie(cookie);
            if (gate.isPrivate()) {
                // Jetty adds an Expires field with the first cookie.
                PrivateFields.apply((HttpServletResponse) getResponse());
            }
        }
    }

    /**
     * What counts of a cookie object. Its other attributes do not: Jetty drops an {@code Expires} among them, so it deletes
     * nothing, and a semicolon inside one would begin another on the wire.
     */
    static SetCookieLine line(Cookie cookie) {
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
            if (gate.cookies().admits(SetCookieLine.read(line))) {
                super.addHeader(SET_COOKIE, line);
            }
        } else if (isField(name, SET_COOKIE_2)) {
            if (gate.cookies().admits(SetCookieLine.read(line(name, value)))) {
                super.addHeader(name, value);
            }
        } else if (follows(name)) {
            Objects.requireNonNull(gate.fields()).add((HttpServletResponse) getResponse(), name, value);
        } else if (!gate.isPrivate()) {
            super.addHeader(name, value);
        } else if (PrivateFields.joins(name)) {
            List<String> values = new ArrayList<>(super.getHeaders(name));
            values.add(value);
            super.setHeader(name, PrivateFields.joined(name, values));
        } else if (ClearSiteData.FIELD.equalsIgnoreCase(name) && gate.carriesDecision()) {
            addWithoutCookies(name, value);
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
        } else if (value != null && isField(name, SET_COOKIE_2)) {
            if (gate.cookies().admits(SetCookieLine.read(line(name, value)))) {
                super.setHeader(name, value);
            }
        } else if (follows(name)) {
            Objects.requireNonNull(gate.fields()).set((HttpServletResponse) getResponse(), name, value);
        } else if (!gate.isPrivate()) {
            super.setHeader(name, value);
        } else if (PrivateFields.joins(name)) {
            super.setHeader(name, PrivateFields.joined(name, value == null ? List.of() : List.of(value)));
        } else if (value != null && ClearSiteData.FIELD.equalsIgnoreCase(name) && gate.carriesDecision()) {
            super.setHeader(name, null);
            addWithoutCookies(name, value);
        } else if (!CachePrivacy.takesOut(name)) {
            super.setHeader(name, value);
        }
    }

    /** Setting the field replaces every cookie of the application, and none of ours. */
    private void replaceCookies(@Nullable String line) {
        super.setHeader(SET_COOKIE, line != null && gate.cookies().admits(SetCookieLine.read(line)) ? line : null);
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

    /** Trailers carry no cookies, the application's as little as ours (RFC 9110, 6.5.1). */
    @Override
    public void setTrailerFields(@Nullable Supplier<Map<String, String>> supplier) {
        super.setTrailerFields(supplier == null ? null : () -> withoutCookies(supplier.get()));
    }

    private static Map<String, String> withoutCookies(@Nullable Map<String, String> trailers) {
        Map<String, String> rest = new LinkedHashMap<>(trailers == null ? Map.of() : trailers);
        rest.keySet().removeIf(name -> isSetCookie(name) || isField(name, SET_COOKIE_2));
        return rest;
    }

    /** Whether a field is none of the gate's business now. */
    private boolean isPlain(@Nullable String name) {
        return name == null
                || !isSetCookie(name)
                        && !isField(name, SET_COOKIE_2)
                        && !follows(name)
                        && !(gate.isPrivate() && (PrivateFields.joins(name) || CachePrivacy.takesOut(name)));
    }

    @Override
    public void reset() {
        super.reset();
        ConsentFields fields = gate.fields();
        if (fields != null) {
            fields.reset((HttpServletResponse) getResponse());
        }
        gate.restore();
    }

    @Override
    public Collection<String> getHeaders(String name) {
        if (name != null && follows(name)) {
            return Objects.requireNonNull(gate.fields()).of(name);
        }
        Collection<String> values = super.getHeaders(name);
        OwnCookies own = gate.ownCookies();
        return own == null || own.isEmpty() || name == null || !isSetCookie(name)
                ? values
                : values.stream().filter(value -> !own.contains(value)).toList();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name != null && (isSetCookie(name) || follows(name))
                ? getHeaders(name).stream().findFirst().orElse(null)
                : super.getHeader(name);
    }

    @Override
    public boolean containsHeader(String name) {
        if (name != null && follows(name)) {
            // Frameworks set what is not there yet, and would take ours for their own.
            return !getHeaders(name).isEmpty();
        }
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
        return containsHeader(SET_COOKIE) && gate.fields() == null
                ? names
                : names.stream()
                        .filter(name -> !isSetCookie(name) && !follows(name) || containsHeader(name))
                        .toList();
    }

    /** Whether a field follows consent. */
    private boolean follows(String name) {
        ConsentFields fields = gate.fields();
        return fields != null && fields.has(name);
    }

    /** Tomcat writes a name with a colon as it is, and a browser reads what stands before the colon. */
    private static boolean isSetCookie(String name) {
        return isField(name, SET_COOKIE);
    }

    private static boolean isField(String name, String wanted) {
        char first = name.isEmpty() ? 'x' : name.charAt(0);
        if (first > ' ' && first < DELETE && first != 'S' && first != 's') {
            return false;
        }
        int colon = name.indexOf(':');
        String field = colon < 0 ? name : name.substring(0, colon);
        // Tomcat turns control characters into blanks.
        return wanted.equalsIgnoreCase(field.replace(DELETE, ' ').trim());
    }

    private static String line(String name, String value) {
        int colon = name.indexOf(':');
        return colon < 0 ? value : name.substring(colon + 1) + ": " + value;
    }

    /** Nothing clears cookies beside the decision that is stored with them. */
    private void addWithoutCookies(String name, String value) {
        String rest = ClearSiteData.besideDecision(value);
        if (!rest.isEmpty()) {
            super.addHeader(name, rest);
        }
    }
}
