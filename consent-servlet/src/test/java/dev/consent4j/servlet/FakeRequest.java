package dev.consent4j.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request without a container: headers, attributes, and the pair async was started with. */
public final class FakeRequest {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> parts = new LinkedHashMap<>(Map.of(
            "getMethod", "GET",
            "getServerName", "www.example.org",
            "getRemoteAddr", "192.0.2.7",
            "getContextPath", "",
            "getServletPath", "/page",
            "getRequestURI", "/page"));
    private boolean secure;
    private int port = 80;
    private Object[] asyncStartedWith;
    private DispatcherType dispatch = DispatcherType.REQUEST;

    public static FakeRequest of(String... headers) {
        FakeRequest request = new FakeRequest();
        for (int i = 0; i < headers.length; i += 2) {
            request.headers
                    .computeIfAbsent(headers[i], name -> new ArrayList<>())
                    .add(headers[i + 1]);
        }
        return request;
    }

    public FakeRequest with(String getter, String value) {
        parts.put(getter, value);
        return this;
    }

    public FakeRequest secure(int onPort) {
        secure = true;
        port = onPort;
        return this;
    }

    public FakeRequest dispatched(DispatcherType type) {
        dispatch = type;
        return this;
    }

    public FakeRequest port(int value) {
        port = value;
        return this;
    }

    public Object[] asyncStartedWith() {
        return asyncStartedWith;
    }

    public HttpServletRequest servlet() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given;
                    return switch (method.getName()) {
                        case "getHeaders" -> enumeration(headers.get((String) arguments[0]));
                        case "getHeader" -> first(headers.get((String) arguments[0]));
                        case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                        case "getCookies" -> cookies();
                        case "getAttribute" -> attributes.get((String) arguments[0]);
                        case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                        case "isSecure" -> secure;
                        case "getServerPort" -> port;
                        case "getDispatcherType" -> dispatch;
                        case "isAsyncStarted" -> asyncStartedWith != null;
                        case "getServletContext" -> null;
                        case "newPushBuilder" -> throw new IllegalStateException("the container's push");
                        case "getSession" -> containerSession(arguments);
                        case "isRequestedSessionIdValid",
                                "isRequestedSessionIdFromCookie",
                                "isRequestedSessionIdFromURL" -> true;
                        case "startAsync" -> startAsync(arguments);
                        default -> {
                            if (method.getReturnType() == String.class) {
                                yield parts.get(method.getName());
                            }
                            throw new UnsupportedOperationException(method.toString());
                        }
                    };
                });
    }

    /** Only that the container was asked for a session is of interest. */
    private static Object containerSession(Object[] arguments) {
        throw new IllegalStateException("the container's session " + List.of(arguments));
    }

    private AsyncContext startAsync(Object[] arguments) {
        asyncStartedWith = arguments;
        return null;
    }

    /** The request and response async was started with. */
    public ServletRequest asyncRequest() {
        return (ServletRequest) asyncStartedWith[0];
    }

    public ServletResponse asyncResponse() {
        return (ServletResponse) asyncStartedWith[1];
    }

    private Cookie[] cookies() {
        List<Cookie> cookies = new ArrayList<>();
        for (String field : headers.getOrDefault("Cookie", List.of())) {
            for (String pair : field.split("; ?")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    cookies.add(new Cookie(pair.substring(0, equals).strip(), pair.substring(equals + 1)));
                }
            }
        }
        return cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
    }

    private static String first(List<String> values) {
        return values == null ? null : values.get(0);
    }

    private static Enumeration<String> enumeration(List<String> values) {
        return Collections.enumeration(values == null ? List.of() : values);
    }
}
