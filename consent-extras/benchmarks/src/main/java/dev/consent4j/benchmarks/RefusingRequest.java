package dev.consent4j.benchmarks;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.security.Principal;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;

/**
 * A request that refuses everything, so that a stub states what it answers and nothing is answered by accident. Not a
 * wrapper: containers hand the filter none, and looking through wrappers would cost time that is not ours.
 */
abstract class RefusingRequest implements HttpServletRequest {

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("not part of the measured request");
    }

    @Override
    public Object getAttribute(String a) {
        throw refused();
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        throw refused();
    }

    @Override
    public String getCharacterEncoding() {
        throw refused();
    }

    @Override
    public void setCharacterEncoding(String a) {
        throw refused();
    }

    @Override
    public int getContentLength() {
        throw refused();
    }

    @Override
    public long getContentLengthLong() {
        throw refused();
    }

    @Override
    public String getContentType() {
        throw refused();
    }

    @Override
    public ServletInputStream getInputStream() {
        throw refused();
    }

    @Override
    public String getParameter(String a) {
        throw refused();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        throw refused();
    }

    @Override
    public String[] getParameterValues(String a) {
        throw refused();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        throw refused();
    }

    @Override
    public String getProtocol() {
        throw refused();
    }

    @Override
    public String getScheme() {
        throw refused();
    }

    @Override
    public String getServerName() {
        throw refused();
    }

    @Override
    public int getServerPort() {
        throw refused();
    }

    @Override
    public BufferedReader getReader() {
        throw refused();
    }

    @Override
    public String getRemoteAddr() {
        throw refused();
    }

    @Override
    public String getRemoteHost() {
        throw refused();
    }

    @Override
    public void setAttribute(String a, Object b) {
        throw refused();
    }

    @Override
    public void removeAttribute(String a) {
        throw refused();
    }

    @Override
    public Locale getLocale() {
        throw refused();
    }

    @Override
    public Enumeration<Locale> getLocales() {
        throw refused();
    }

    @Override
    public boolean isSecure() {
        throw refused();
    }

    @Override
    public RequestDispatcher getRequestDispatcher(String a) {
        throw refused();
    }

    @Override
    public int getRemotePort() {
        throw refused();
    }

    @Override
    public String getLocalName() {
        throw refused();
    }

    @Override
    public String getLocalAddr() {
        throw refused();
    }

    @Override
    public int getLocalPort() {
        throw refused();
    }

    @Override
    public ServletContext getServletContext() {
        throw refused();
    }

    @Override
    public AsyncContext startAsync() {
        throw refused();
    }

    @Override
    public AsyncContext startAsync(ServletRequest a, ServletResponse b) {
        throw refused();
    }

    @Override
    public boolean isAsyncStarted() {
        throw refused();
    }

    @Override
    public boolean isAsyncSupported() {
        throw refused();
    }

    @Override
    public AsyncContext getAsyncContext() {
        throw refused();
    }

    @Override
    public DispatcherType getDispatcherType() {
        throw refused();
    }

    @Override
    public String getRequestId() {
        throw refused();
    }

    @Override
    public String getProtocolRequestId() {
        throw refused();
    }

    @Override
    public ServletConnection getServletConnection() {
        throw refused();
    }

    @Override
    public String getAuthType() {
        throw refused();
    }

    @Override
    public Cookie[] getCookies() {
        throw refused();
    }

    @Override
    public long getDateHeader(String a) {
        throw refused();
    }

    @Override
    public String getHeader(String a) {
        throw refused();
    }

    @Override
    public Enumeration<String> getHeaders(String a) {
        throw refused();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        throw refused();
    }

    @Override
    public int getIntHeader(String a) {
        throw refused();
    }

    @Override
    public String getMethod() {
        throw refused();
    }

    @Override
    public String getPathInfo() {
        throw refused();
    }

    @Override
    public String getPathTranslated() {
        throw refused();
    }

    @Override
    public String getContextPath() {
        throw refused();
    }

    @Override
    public String getQueryString() {
        throw refused();
    }

    @Override
    public String getRemoteUser() {
        throw refused();
    }

    @Override
    public boolean isUserInRole(String a) {
        throw refused();
    }

    @Override
    public Principal getUserPrincipal() {
        throw refused();
    }

    @Override
    public String getRequestedSessionId() {
        throw refused();
    }

    @Override
    public String getRequestURI() {
        throw refused();
    }

    @Override
    public StringBuffer getRequestURL() {
        throw refused();
    }

    @Override
    public String getServletPath() {
        throw refused();
    }

    @Override
    public HttpSession getSession(boolean a) {
        throw refused();
    }

    @Override
    public HttpSession getSession() {
        throw refused();
    }

    @Override
    public String changeSessionId() {
        throw refused();
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        throw refused();
    }

    @Override
    public boolean isRequestedSessionIdFromCookie() {
        throw refused();
    }

    @Override
    public boolean isRequestedSessionIdFromURL() {
        throw refused();
    }

    @Override
    public boolean authenticate(HttpServletResponse a) {
        throw refused();
    }

    @Override
    public void login(String a, String b) {
        throw refused();
    }

    @Override
    public void logout() {
        throw refused();
    }

    @Override
    public Collection<Part> getParts() {
        throw refused();
    }

    @Override
    public Part getPart(String a) {
        throw refused();
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> a) {
        throw refused();
    }
}
