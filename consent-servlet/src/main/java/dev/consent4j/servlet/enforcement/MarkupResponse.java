package dev.consent4j.servlet.enforcement;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A response whose page is rewritten on its way. All responses of one request share one {@link MarkupBody}, because
 * forwards, includes and async dispatches go on with the same page.
 */
final class MarkupResponse extends HttpServletResponseWrapper {

    private static final String CONTENT_LENGTH = "Content-Length";

    private final MarkupBody body;

    MarkupResponse(HttpServletResponse gated, MarkupBody body) {
        super(gated);
        this.body = body;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return body.stream(super.getOutputStream());
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return body.writer(super.getWriter());
    }

    @Override
    public void flushBuffer() throws IOException {
        body.isRewritten();
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        body.restart();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        body.rewind();
    }

    @Override
    public void sendError(int status) throws IOException {
        super.sendError(status);
        body.restart();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        super.sendError(status, message);
        body.restart();
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(location);
        body.restart();
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        super.sendRedirect(location, status);
        body.restart();
    }

    @Override
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        super.sendRedirect(location, clearBuffer);
        redirected(clearBuffer);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        super.sendRedirect(location, status, clearBuffer);
        redirected(clearBuffer);
    }

    private void redirected(boolean cleared) {
        if (cleared) {
            body.restart();
        }
    }

    @Override
    public void setContentLength(int length) {
        if (!body.takesLength(length)) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (!body.takesLength(length)) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!isLength(name) || !body.takesLength(value)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!isLength(name) || !body.takesLength(value)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (!isLength(name) || !body.takesLength(value)) {
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (!isLength(name) || !body.takesLength(value)) {
            super.addIntHeader(name, value);
        }
    }

    private static boolean isLength(@Nullable String name) {
        return CONTENT_LENGTH.equalsIgnoreCase(name);
    }
}
