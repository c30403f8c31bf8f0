package dev.consent4j.benchmarks;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;

/** A response that refuses everything; see {@link RefusingRequest}. */
abstract class RefusingResponse implements HttpServletResponse {

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("not part of the measured request");
    }

    @Override
    public String getCharacterEncoding() {
        throw refused();
    }

    @Override
    public String getContentType() {
        throw refused();
    }

    @Override
    public ServletOutputStream getOutputStream() {
        throw refused();
    }

    @Override
    public PrintWriter getWriter() {
        throw refused();
    }

    @Override
    public void setCharacterEncoding(String a) {
        throw refused();
    }

    @Override
    public void setContentLength(int a) {
        throw refused();
    }

    @Override
    public void setContentLengthLong(long a) {
        throw refused();
    }

    @Override
    public void setContentType(String a) {
        throw refused();
    }

    @Override
    public void setBufferSize(int a) {
        throw refused();
    }

    @Override
    public int getBufferSize() {
        throw refused();
    }

    @Override
    public void flushBuffer() {
        throw refused();
    }

    @Override
    public void resetBuffer() {
        throw refused();
    }

    @Override
    public boolean isCommitted() {
        throw refused();
    }

    @Override
    public void reset() {
        throw refused();
    }

    @Override
    public void setLocale(Locale a) {
        throw refused();
    }

    @Override
    public Locale getLocale() {
        throw refused();
    }

    @Override
    public void addCookie(Cookie a) {
        throw refused();
    }

    @Override
    public boolean containsHeader(String a) {
        throw refused();
    }

    @Override
    public String encodeURL(String a) {
        throw refused();
    }

    @Override
    public String encodeRedirectURL(String a) {
        throw refused();
    }

    @Override
    public void sendError(int a, String b) {
        throw refused();
    }

    @Override
    public void sendError(int a) {
        throw refused();
    }

    @Override
    public void sendRedirect(String a, int b, boolean c) {
        throw refused();
    }

    @Override
    public void setDateHeader(String a, long b) {
        throw refused();
    }

    @Override
    public void addDateHeader(String a, long b) {
        throw refused();
    }

    @Override
    public void setHeader(String a, String b) {
        throw refused();
    }

    @Override
    public void addHeader(String a, String b) {
        throw refused();
    }

    @Override
    public void setIntHeader(String a, int b) {
        throw refused();
    }

    @Override
    public void addIntHeader(String a, int b) {
        throw refused();
    }

    @Override
    public void setStatus(int a) {
        throw refused();
    }

    @Override
    public int getStatus() {
        throw refused();
    }

    @Override
    public String getHeader(String a) {
        throw refused();
    }

    @Override
    public Collection<String> getHeaders(String a) {
        throw refused();
    }

    @Override
    public Collection<String> getHeaderNames() {
        throw refused();
    }
}
