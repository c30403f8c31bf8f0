package dev.consent4j.servlet.container;

import java.util.EnumSet;
import java.util.Set;

/** How a response comes about while cookies are set on it. */
enum Way {
    DIRECT("in the servlet"),
    HEAD("on HEAD"),
    HTTP_2("over HTTP/2"),
    HTTP_2_ASYNC("over HTTP/2, async"),
    HTTP_2_ERROR("over HTTP/2, on an error page"),
    INCLUDE("in an included servlet"),
    FORWARD("after forward"),
    ERROR("on an error page, after sendError"),
    EXCEPTION("on an error page, after an exception"),
    BEFORE_ERROR("before sendError"),
    AFTER_ERROR("after sendError"),
    BEFORE_EXCEPTION("before an exception"),
    BEFORE_REDIRECT("before sendRedirect(String)"),
    BEFORE_REDIRECT_KEEPING("before sendRedirect(String, boolean)"),
    BEFORE_REDIRECT_WITH_STATUS("before sendRedirect(String, int)"),
    BEFORE_REDIRECT_WITH_BOTH("before sendRedirect(String, int, boolean)"),
    AFTER_REDIRECT("after sendRedirect"),
    BEFORE_RESET("before reset"),
    AFTER_RESET("after reset"),
    BEFORE_RESET_BUFFER("before resetBuffer"),
    BEFORE_FLUSH("before flushBuffer"),
    BEFORE_WRITER("before the writer commits"),
    BEFORE_STREAM("before the stream commits"),
    BEFORE_OVERFLOW("before the buffer overflows"),
    AFTER_COMMIT("after commit"),
    ASYNC("async, startAsync()"),
    ASYNC_WITH_ARGUMENTS("async, startAsync(request, response)"),
    ASYNC_OF_WRAPPER("async, startAsync() of a wrapper above ours"),
    ASYNC_UNWRAPPED("async, with the container's own request and response"),
    ASYNC_DISPATCH("async, dispatch(path)"),
    ASYNC_AFTER_FORWARD("async, dispatch() after a forward"),
    ASYNC_ERROR("async, on an error page after an exception"),
    ASYNC_LISTENER("async, in the listener of a timeout"),
    ASYNC_TIMEOUT("async, on an error page after a timeout");

    /** A timeout takes a second on Tomcat. */
    static final Set<Way> SLOW = EnumSet.of(ASYNC_LISTENER, ASYNC_TIMEOUT);

    /** Those by which a response can have trailers. */
    static final Set<Way> WITH_BODY = EnumSet.of(DIRECT, FORWARD, ASYNC, ASYNC_WITH_ARGUMENTS, ASYNC_DISPATCH);

    private final String label;

    Way(String label) {
        this.label = label;
    }

    /** As the documentation calls it. */
    String label() {
        return label;
    }

    boolean isHttp2() {
        return this == HTTP_2 || this == HTTP_2_ASYNC || this == HTTP_2_ERROR;
    }

    /** Whether an error page or a redirect's empty page is what arrives. */
    boolean isRedirect() {
        return name().contains("REDIRECT");
    }

    /** Overloads that came with Servlet 6.1. */
    boolean isNewer() {
        return name().startsWith("BEFORE_REDIRECT_");
    }
}
