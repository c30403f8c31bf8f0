package dev.consent4j.servlet.enforcement;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.PushBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that does not show cookies of denied purposes; what remains keeps its order and spelling. Async code that it
 * starts gets the gated response. Where sessions need a purpose and it is denied, the container's session is neither made
 * nor shown; {@code login} and {@code authenticate} stay the container's, because whoever signs in asks for the session.
 */
final class GatedRequest extends HttpServletRequestWrapper {

    private static final String COOKIE = "Cookie";

    private final HttpServletResponse response;
    private final Gate gate;

    GatedRequest(HttpServletRequest container, HttpServletResponse response, Gate gate) {
        super(container);
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
        int shown = 0;
        while (shown < cookies.length && !gate.cookies().hides(cookies[shown].getName())) {
            shown++;
        }
        if (shown == cookies.length) {
            return cookies;
        }
        List<Cookie> visible = new ArrayList<>(List.of(cookies).subList(0, shown));
        for (int i = shown + 1; i < cookies.length; i++) {
            if (!gate.cookies().hides(cookies[i].getName())) {
                visible.add(cookies[i]);
            }
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
            String rest = VisibleCookies.of(field, gate.cookies()::hides);
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

    /** A push carries the cookies of the request, so there is none as long as one of them is hidden. */
    @Override
    @SuppressWarnings("deprecation") // Since Servlet 6.1, but applications on 6.0 may use it.
    public @Nullable PushBuilder newPushBuilder() {
        List<String> fields = Collections.list(super.getHeaders(COOKIE));
        return cookieFields().equals(fields) ? super.newPushBuilder() : null;
    }

    @Override
    public HttpSession getSession() {
        return Objects.requireNonNull(getSession(true));
    }

    /** A container sets the cookie of a session past every wrapper, so where it is denied no session is made. */
    @Override
    public @Nullable HttpSession getSession(boolean create) {
        Sessions sessions = gate.sessions();
        return sessions == null ? super.getSession(create) : sessions.get(create, getServletContext());
    }

    /** As the container, refuses when there is no session (Servlet 6.1, HttpServletRequest.changeSessionId). */
    @Override
    public String changeSessionId() {
        Sessions sessions = gate.sessions();
        if (sessions == null) {
            return super.changeSessionId();
        }
        RequestSession session = sessions.get(false, getServletContext());
        if (session == null) {
            throw new IllegalStateException("There is no session.");
        }
        return session.changeId();
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return gate.sessions() == null ? super.getRequestedSessionId() : null;
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return gate.sessions() == null && super.isRequestedSessionIdValid();
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        return gate.sessions() == null && super.isRequestedSessionIdFromCookie();
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        return gate.sessions() == null && super.isRequestedSessionIdFromURL();
    }

    /**
     * Starts async with the request and response as the container gave them, gated: containers would hand out the
     * response that is not.
     */
    @Override
    public AsyncContext startAsync() {
        GatedRequest original = gate.asyncRequest((HttpServletRequest) getRequest());
        return gate.async(super.startAsync(original, original.response()));
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse given) {
        return gate.async(super.startAsync(gated(request), gated(given)));
    }

    @Override
    public AsyncContext getAsyncContext() {
        return gate.async(super.getAsyncContext());
    }

    private ServletRequest gated(ServletRequest given) {
        return given instanceof HttpServletRequest http ? gate.wrap(http, response) : given;
    }

    private ServletResponse gated(ServletResponse given) {
        return given instanceof HttpServletResponse http && !GatedResponse.isGated(http) ? gate.gated(http) : given;
    }
}
