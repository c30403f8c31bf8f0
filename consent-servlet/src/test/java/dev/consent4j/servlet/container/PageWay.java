package dev.consent4j.servlet.container;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.container.LambdaServlet.Answer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A way in which applications write a page.
 *
 * @param name how it is called in a report
 * @param answer writes {@link #PAGE}
 */
record PageWay(String name, Answer answer) {

    static final String DENIED = "<img src=\"https://ads.example/p.gif\">";
    static final String INERT = "<img data-consent-needs=\"ads\" data-consent-vendor=\"adnet\""
            + " data-consent-src=\"https://ads.example/p.gif\">";
    static final String PAGE = "<!doctype html><p>\u00fc</p>" + DENIED + "<p>end</p><b";
    static final String REWRITTEN = PAGE.replace(DENIED, INERT);

    @Override
    public String toString() {
        return name;
    }

    static Policy policy() {
        return Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("ads", "marketing").build())
                .declare(Declaration.cookie("basket", "necessary"))
                .vendor(new Vendor(
                        "adnet",
                        "Ad Network",
                        "US",
                        Transfer.DPF,
                        Map.of("default-src", List.of("https://ads.example")),
                        List.of(),
                        List.of("ads"),
                        List.of()))
                .build();
    }

    static byte[] bytes(String page) {
        return page.getBytes(StandardCharsets.UTF_8);
    }

    static void html(HttpServletResponse response) {
        response.setContentType("text/html;charset=UTF-8");
    }

    static Stream<PageWay> all() {
        return Stream.of(
                new PageWay("stream at once, with its length", (request, response) -> {
                    html(response);
                    response.setContentLength(bytes(PAGE).length);
                    response.getOutputStream().write(bytes(PAGE));
                }),
                new PageWay("stream byte by byte, flushed, closed", (request, response) -> {
                    html(response);
                    response.setHeader("content-length", "" + bytes(PAGE).length);
                    ServletOutputStream out = response.getOutputStream();
                    for (byte one : bytes(PAGE)) {
                        out.write(one);
                        if (one == 's') {
                            out.flush();
                        }
                    }
                    out.close();
                }),
                new PageWay("writer by parts", (request, response) -> {
                    html(response);
                    response.setIntHeader("Content-Length", bytes(PAGE).length);
                    PrintWriter out = response.getWriter();
                    out.print(PAGE.substring(0, 40));
                    out.flush();
                    out.append(PAGE.charAt(40));
                    out.printf("%s", PAGE.substring(41));
                    if (out.checkError()) {
                        throw new IllegalStateException("could not be written");
                    }
                }),
                new PageWay("writer, closed", (request, response) -> {
                    html(response);
                    response.getWriter().write(PAGE);
                    response.getWriter().close();
                }),
                new PageWay("flushed before the body", (request, response) -> {
                    html(response);
                    response.setContentLengthLong(bytes(PAGE).length);
                    response.flushBuffer();
                    response.getOutputStream().write(bytes(PAGE));
                }),
                new PageWay(
                        "without a type",
                        (request, response) -> response.getOutputStream().write(bytes(PAGE))),
                new PageWay("after a reset", (request, response) -> {
                    html(response);
                    response.getWriter().write("<img src='lost");
                    response.reset();
                    html(response);
                    response.getOutputStream().write(bytes(PAGE));
                }),
                new PageWay("after the buffer was cleared", (request, response) -> {
                    html(response);
                    response.getWriter().write("<!-- lost <img src='");
                    response.resetBuffer();
                    response.getWriter().write(PAGE);
                }),
                new PageWay("forwarded", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.FORWARD) {
                        html(response);
                        response.getWriter().write(PAGE);
                    } else {
                        request.getRequestDispatcher("/target").forward(request, response);
                    }
                }),
                new PageWay("included in the middle of a tag", (request, response) -> {
                    html(response);
                    int middle = PAGE.indexOf("ads");
                    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
                        response.getWriter().write(PAGE.substring(middle, middle + 9));
                    } else {
                        response.getWriter().write(PAGE.substring(0, middle));
                        request.getRequestDispatcher("/target").include(request, response);
                        response.getWriter().write(PAGE.substring(middle + 9));
                    }
                }),
                new PageWay("as an error page", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ERROR) {
                        html(response);
                        response.setStatus(200);
                        response.getWriter().write(PAGE);
                    } else {
                        html(response);
                        response.getWriter().write("<!-- lost <img src='");
                        response.sendError(500);
                    }
                }),
                new PageWay("after an exception", (request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ERROR) {
                        html(response);
                        response.setStatus(200);
                        response.getWriter().write(PAGE);
                    } else {
                        html(response);
                        response.getWriter().write("<!-- lost <img src='");
                        throw new IllegalStateException("thrown on purpose");
                    }
                }),
                new PageWay("async", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> write(async, PAGE));
                }),
                new PageWay("async, ended by a listener", (request, response) -> {
                    AsyncContext async = request.startAsync(request, response);
                    async.setTimeout(100);
                    async.addListener(new OnTimeout());
                }),
                new PageWay("async, dispatched in the middle of a tag", (request, response) -> {
                    int middle = PAGE.indexOf("ads");
                    html(response);
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        response.getWriter().write(PAGE.substring(middle));
                    } else {
                        response.getWriter().write(PAGE.substring(0, middle));
                        request.startAsync().dispatch("/target");
                    }
                }),
                new PageWay("without blocking", (request, response) -> {
                    html(response);
                    AsyncContext async = request.startAsync();
                    ServletOutputStream out = async.getResponse().getOutputStream();
                    out.setWriteListener(new Portions(async, out));
                }));
    }

    private static void write(AsyncContext async, String page) {
        try {
            async.getResponse().setContentType("text/html;charset=UTF-8");
            async.getResponse().getOutputStream().write(bytes(page));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
        async.complete();
    }

    /** Writes when there was nothing else. */
    private static final class OnTimeout implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            write(event.getAsyncContext(), PAGE);
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    /** Writes a few bytes whenever the container is ready for them. */
    private static final class Portions implements WriteListener {

        private final AsyncContext async;
        private final ServletOutputStream out;
        private int from;

        Portions(AsyncContext async, ServletOutputStream out) {
            this.async = async;
            this.out = out;
        }

        @Override
        public void onWritePossible() throws IOException {
            byte[] all = bytes(PAGE);
            while (out.isReady()) {
                if (from == all.length) {
                    async.complete();
                    return;
                }
                int count = Math.min(7, all.length - from);
                out.write(all, from, count);
                from += count;
            }
        }

        @Override
        public void onError(Throwable failed) {
            async.complete();
        }
    }
}
