package dev.consent4j.benchmarks;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What stands behind the filter. It keeps the request and response it was given, as every real one does, or the compiler
 * would make no wrappers at all.
 */
final class Application implements FilterChain {

    /** What the page does. */
    @FunctionalInterface
    interface Page {
        void answer(HttpServletRequest request, HttpServletResponse response);
    }

    private final Page page;
    private ServletRequest request;
    private ServletResponse response;

    Application(Page page) {
        this.page = page;
    }

    /** Lets one request through a filter to this application; the result is only there to be consumed. */
    Application through(Filter filter, ServletRequest given, ServletResponse answer) {
        try {
            filter.doFilter(given, answer, this);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ServletException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void doFilter(ServletRequest given, ServletResponse answer) {
        request = given;
        response = answer;
        page.answer((HttpServletRequest) given, (HttpServletResponse) answer);
    }

    /** What the page was given last. */
    ServletRequest request() {
        return request;
    }

    /** The response the page was given last. */
    ServletResponse response() {
        return response;
    }
}
