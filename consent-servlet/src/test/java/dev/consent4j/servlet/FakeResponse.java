package dev.consent4j.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A response without a container: headers as set, cookies as fields, and the body. */
public final class FakeResponse {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<String>> hinted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Supplier<Map<String, String>> trailers;
    private int status = 200;
    private boolean committed;
    private boolean keepsHeadersSetToNull;
    private boolean failsOnType;
    private FakeStream stream = new FakeStream();
    private PrintWriter writer = stream.writer();

    /** As a container before Servlet 6.1, which does not remove a header set to null. */
    public FakeResponse keepingHeadersSetToNull() {
        keepsHeadersSetToNull = true;
        return this;
    }

    /** Fails when it is asked for its type. */
    public FakeResponse failingOnType() {
        failsOnType = true;
        return this;
    }

    public FakeResponse committed() {
        committed = true;
        return this;
    }

    /** What was written, and what is to come. */
    public FakeStream stream() {
        return stream;
    }

    /** What was written, as UTF-8. */
    public String body() {
        writer.flush();
        return stream.written().toString(StandardCharsets.UTF_8);
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
                        case "setStatus" -> setStatus((Integer) arguments[0]);
                        case "getStatus" -> status;
                        case "sendError" -> empty((Integer) arguments[0]);
                        case "sendRedirect" -> redirect(arguments);
                        case "setContentType" -> set("Content-Type", (String) arguments[0]);
                        case "getContentType" -> contentType();
                        case "setContentLength", "setContentLengthLong" ->
                            set("Content-Length", arguments[0].toString());
                        case "getOutputStream" -> stream;
                        case "getWriter" -> writer;
                        case "flushBuffer" -> null;
                        case "resetBuffer" -> empty(status);
                        case "reset" -> clear();
                        case "sendEarlyHints" -> hint();
                        case "setTrailerFields" -> setTrailers((Supplier<Map<String, String>>) arguments[0]);
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

    private String contentType() {
        if (failsOnType) {
            throw new IllegalStateException("failing on purpose");
        }
        return all("Content-Type").stream().findFirst().orElse(null);
    }

    /** The headers as they were when they were sent ahead of the response, from Servlet 6.2 on. */
    public Map<String, List<String>> hinted() {
        return hinted;
    }

    /** What supplies the trailers, as a container asks at the end. */
    public Supplier<Map<String, String>> trailers() {
        return trailers;
    }

    private Void setTrailers(Supplier<Map<String, String>> supplier) {
        trailers = supplier;
        return null;
    }

    private Void hint() {
        headers.forEach((name, values) -> hinted.put(name, List.copyOf(values)));
        return null;
    }

    private Void clear() {
        headers.clear();
        return empty(status);
    }

    private Void empty(int code) {
        stream = new FakeStream();
        writer = stream.writer();
        return setStatus(code);
    }

    private Void redirect(Object... arguments) {
        if (!List.of(arguments).contains(false)) {
            empty(302);
        }
        return set("Location", (String) arguments[0]);
    }

    private static String line(Cookie cookie) {
        return cookie == null ? null : cookie.getName() + "=" + cookie.getValue();
    }
}
