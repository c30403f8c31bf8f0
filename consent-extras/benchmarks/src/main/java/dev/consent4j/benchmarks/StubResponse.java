package dev.consent4j.benchmarks;

import jakarta.servlet.http.Cookie;
import java.util.Collection;
import java.util.List;

/** A response that keeps nothing and allocates nothing, used again and again by one thread. */
final class StubResponse extends RefusingResponse {

    private int set;

    /** How many header fields and cookies reached it; read by nobody, but no compiler can leave the calls out. */
    int set() {
        return set;
    }

    @Override
    public void addCookie(Cookie cookie) {
        set++;
    }

    @Override
    public void addHeader(String name, String value) {
        set++;
    }

    @Override
    public void setHeader(String name, String value) {
        set++;
    }

    @Override
    public String getHeader(String name) {
        return null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return List.of();
    }

    @Override
    public Collection<String> getHeaderNames() {
        return List.of();
    }

    @Override
    public boolean containsHeader(String name) {
        return false;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
