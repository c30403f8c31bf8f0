package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.request.RequestCookies;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that does not show cookies of denied purposes; what remains keeps its order and spelling. Async code that it
 * starts gets the gated response.
 */
final class GatedRequest extends HttpServletRequestWrapper {

    private static final String COOKIE = "Cookie";

    private final HttpServletRequest container;
    private final HttpServletResponse response;
    private final Gate gate;

    GatedRequest(HttpServletRequest container, HttpServletResponse response, Gate gate) {
        super(container);
        this.container = container;
        this.response = response;
        this.gate = gate;
    }

    /** Whether a request or one it wraps is gated. */
    static boolean isGated(ServletRequest request) {
        return request instanceof GatedRequest
                || request instanceof ServletRequestWrapper wrapper && wrapper.isWrapperFor(GatedRequest.class);
    }

    HttpServletResponse response() {
        return response;
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        Cookie[] cookies = super.getCookies();
        if (cookies == null) {
            return null;
        }
        List<Cookie> visible = new ArrayList<>(cookies.length);
        for (Cookie cookie : cookies) {
            if (!gate.hides(cookie.getName())) {
                visible.add(cookie);
            }
        }
        if (visible.size() == cookies.length) {
            return cookies;
        }
        gate.dependOnConsent();
        return visible.isEmpty() ? null : visible.toArray(Cookie[]::new);
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (!COOKIE.equalsIgnoreCase(name)) {
            return super.getHeader(name);
        }
        List<String> fields = cookieFields();
        return fields.isEmpty() ? null : fields.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return COOKIE.equalsIgnoreCase(name) ? Collections.enumeration(cookieFields()) : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Enumeration<String> names = super.getHeaderNames();
        if (names == null
                || !super.getHeaders(COOKIE).hasMoreElements()
                || !cookieFields().isEmpty()) {
            return names;
        }
        List<String> visible = Collections.list(names);
        visible.removeIf(COOKIE::equalsIgnoreCase);
        return Collections.enumeration(visible);
    }

    private List<String> cookieFields() {
        List<String> visible = new ArrayList<>(1);
        boolean hidden = false;
        Enumeration<String> fields = super.getHeaders(COOKIE);
        while (fields.hasMoreElements()) {
            String field = fields.nextElement();
            String rest = rest(field);
            hidden |= rest.length() != field.length();
            if (!rest.isEmpty()) {
                visible.add(rest);
            }
        }
        if (hidden) {
            gate.dependOnConsent();
        }
        return visible;
    }

    /** The field itself if nothing in it is hidden. */
    private String rest(String field) {
        StringBuilder rest = new StringBuilder(field.length());
        boolean[] hidden = new boolean[1];
        RequestCookies.read(field, (text, from, nameEnd, end) -> {
            if (gate.hides(text.substring(from, nameEnd))) {
                hidden[0] = true;
            } else {
                rest.append(rest.length() == 0 ? "" : "; ").append(text, from, end);
            }
        });
        return hidden[0] ? rest.toString() : field;
    }

    /**
     * Starts async with the request and response as the container gave them, gated: containers would hand out the
     * response that is not.
     */
    @Override
    public AsyncContext startAsync() {
        GatedRequest original = gate.asyncRequest(container);
        return super.startAsync(original, original.response());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse given) {
        return super.startAsync(request, gated(given));
    }

    private ServletResponse gated(ServletResponse given) {
        return given instanceof HttpServletResponse http && !GatedResponse.isGated(http)
                ? new GatedResponse(http, gate)
                : given;
    }
}
