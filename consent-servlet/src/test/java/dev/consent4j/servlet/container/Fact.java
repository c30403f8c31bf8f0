package dev.consent4j.servlet.container;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Something containers do differently, with what Consent4J makes of it. */
enum Fact {
    SESSION("the session cookie goes", "see below: `sessionsNeed`"),
    ASYNC_RESPONSE("`startAsync()` hands out, as response", "started with the gated response instead"),
    ASYNC_DISPATCH("an async dispatch enters the filter with", "wrapped again where it is not"),
    FORWARD("a forward enters the filter with", "wrapped once only"),
    INCLUDE("`addCookie` of an included servlet is", "judged like any other"),
    LISTED(
            "`getHeaders(\"Set-Cookie\")` after `addCookie`",
            "nothing is read back: cookies are judged as they are set"),
    REPLACED("`setHeader(\"Set-Cookie\")` after `addCookie`", "what stays was judged; ours are put back"),
    RESET("`reset()` after `addCookie`: the cookie is", "what stays was judged; ours are put back"),
    SET_TO_NULL("`setHeader(\"Set-Cookie\", null)`", "what stays was judged"),
    COLON("a field name with a colon, such as `Set-Cookie: a=1;b`", "read as the browser would, and judged"),
    AFTER_ERROR("`addCookie` after `sendError` is", "judged like any other"),
    RAW_AFTER_EXCEPTION("`addHeader(\"Set-Cookie\")` before an exception is", "ours are put back on the error page"),
    EXPIRES("`addCookie` adds a field `Expires`", "taken out of a private response"),
    SAME_SITE("`Cookie.setAttribute(\"SameSite\", \"Lax\")`", "our own cookies are raw fields"),
    PARTITIONED("`Cookie.setAttribute(\"Partitioned\", \"\")`", "our own cookies are raw fields"),
    FILTERS(
            "`getFilterRegistrations()` is in the order of registration",
            "a filter before ours is told of when its first cookie shows"),
    DUPLICATES("`getCookies()` of `d=1; d=2; d=3`", "ours are read from the raw field"),
    QUOTES("`getCookies()` of `q=\"a b\"; r=1`", "the rest as the container reads it"),
    COMMA("`getCookies()` of `h=a,b; r=1`", "the rest as the container reads it"),
    EQUALS("`getCookies()` of `f=a=b; r=1`", "the rest as the container reads it"),
    ODD_BYTE("one byte above 0x7F in `Cookie`", "an error before any filter runs is out of reach"),
    LONG("a cookie of 9 kB", "out of reach; ours stay below 240 bytes"),
    MANY("500 cookies", "out of reach");

    private static final int LONG_VALUE = 9_000;
    private static final int MANY_COOKIES = 500;

    private final String label;
    private final String remedy;

    Fact(String label, String remedy) {
        this.label = label;
        this.remedy = remedy;
    }

    String label() {
        return label;
    }

    String remedy() {
        return remedy;
    }

    /** Whether the trial sets a cookie object. */
    boolean setsObject() {
        return switch (this) {
            case LISTED, REPLACED, RESET, EXPIRES, SAME_SITE, PARTITIONED -> true;
            default -> false;
        };
    }

    /** What a running container does, in one or a few words. */
    String observe(int port) throws IOException {
        return switch (this) {
            case SESSION, ASYNC_RESPONSE, ASYNC_DISPATCH, FORWARD, LISTED -> said(get(port));
            case INCLUDE, AFTER_ERROR, RAW_AFTER_EXCEPTION ->
                get(port).cookieNames().isEmpty() ? "dropped" : "sent";
            case REPLACED -> get(port).cookieNames().contains("a") ? "both are sent" : "replaces it";
            case RESET -> get(port).cookieNames().isEmpty() ? "gone" : "sent all the same";
            case SET_TO_NULL -> get(port).cookieNames().isEmpty() ? "removes it" : "no effect";
            case COLON -> get(port).headers().stream().anyMatch(line -> line.contains("a=1;b")) ? "sent" : "not sent";
            case EXPIRES -> get(port).all("Expires").isEmpty() ? "no" : "yes";
            case SAME_SITE, PARTITIONED -> get(port).only("Set-Cookie").contains("; ") ? "written" : "dropped";
            case FILTERS -> said(get(port)).startsWith("zeta alpha mu beta") ? "yes" : "no";
            case DUPLICATES -> cookies(port, "d=1; d=2; d=3");
            case QUOTES -> cookies(port, "q=\"a b\"; r=1");
            case COMMA -> cookies(port, "h=a,b; r=1");
            case EQUALS -> cookies(port, "f=a=b; r=1");
            case ODD_BYTE -> cookies(port, "u=\u00e9; r=1");
            case LONG ->
                String.valueOf(view(port, "u=" + "x".repeat(LONG_VALUE)).status());
            case MANY ->
                String.valueOf(view(
                                port,
                                IntStream.range(0, MANY_COOKIES)
                                        .mapToObj(i -> "u" + i + "=1")
                                        .collect(joining("; ")))
                        .status());
        };
    }

    private RawExchange get(int port) throws IOException {
        return RawExchange.get(port, "/?fact=" + this);
    }

    private static RawExchange view(int port, String cookies) throws IOException {
        return RawExchange.get(port, View.PATH, "Cookie: " + cookies);
    }

    private static String cookies(int port, String cookies) throws IOException {
        RawExchange exchange = view(port, cookies);
        List<String> lines = exchange.body()
                .lines()
                .filter(line -> line.startsWith("cookies "))
                .toList();
        return lines.isEmpty()
                ? "answers " + exchange.status()
                : '`' + lines.get(0).substring("cookies ".length()) + '`';
    }

    private static String said(RawExchange exchange) {
        String body = exchange.body();
        int start = body.indexOf("says ") + "says ".length();
        return body.substring(start, body.indexOf('\n', start));
    }
}
