package dev.consent4j.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A response without a container: headers as set, cookies as fields. */
public final class FakeResponse {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status = 200;
    private boolean committed;
    private boolean keepsHeadersSetToNull;

    /** As a container before Servlet 6.1, which does not remove a header set to null. */
    public FakeResponse keepingHeadersSetToNull() {
        keepsHeadersSetToNull = true;
        return this;
    }

    public FakeResponse committed() {
        committed = true;
        return this;
    }

    public int status() {
        return status;
    }

    public List<String> all(String name) {
        return List.copyOf(headers.getOrDefault(name, List.of()));
    }

    public Map<String, List<String>> headers() {
        return headers;
    }

    public HttpServletResponse servlet() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                FakeResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given;
                    return switch (method.getName()) {
                        case "addCookie" -> add("Set-Cookie", line((Cookie) arguments[0]));
                        case "addHeader", "addIntHeader", "addDateHeader" ->
                            add((String) arguments[0], arguments[1] == null ? null : arguments[1].toString());
                        case "setHeader", "setIntHeader", "setDateHeader" ->
                            set((String) arguments[0], arguments[1] == null ? null : arguments[1].toString());
                        case "getHeaders" -> all((String) arguments[0]);
                        case "getHeader" ->
                            all((String) arguments[0]).stream().findFirst().orElse(null);
                        case "getHeaderNames" -> new ArrayList<>(headers.keySet());
                        case "containsHeader" -> headers.containsKey((String) arguments[0]);
                        case "isCommitted" -> committed;
                        case "setStatus", "sendError" -> setStatus((Integer) arguments[0]);
                        case "reset" -> clear();
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                });
    }

    private Void add(String name, String value) {
        if (value != null && !committed) {
            headers.computeIfAbsent(name, ignored -> new ArrayList<>()).add(value);
        }
        return null;
    }

    private Void set(String name, String value) {
        if (value != null || !keepsHeadersSetToNull) {
            headers.remove(name);
        }
        return add(name, value);
    }

    private Void setStatus(int code) {
        status = code;
        return null;
    }

    private Void clear() {
        headers.clear();
        return null;
    }

    private static String line(Cookie cookie) {
        return cookie == null ? null : cookie.getName() + "=" + cookie.getValue();
    }
}
