package dev.consent4j.servlet.enforcement;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session that lasts for one request, because the purpose that sessions need is denied and the servlet API has no
 * answer but a session. It sets no cookie, the container knows nothing of it, and the next request finds nothing in it.
 * Listeners among the attributes are told of binding and unbinding, but not of the request's end; listeners of the
 * context are not told at all. Thread safe, because a request may be async.
 */
final class RequestSession implements HttpSession {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;

    private final ServletContext context;
    private final Instant created;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private String id = newId();
    private int maxInactiveInterval;
    private boolean valid = true;

    RequestSession(ServletContext context, InstantSource clock) {
        this.context = context;
        this.created = clock.instant();
    }

    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    synchronized boolean isValid() {
        return valid;
    }

    synchronized String changeId() {
        id = newId();
        return id;
    }

    @Override
    public long getCreationTime() {
        check();
        return created.toEpochMilli();
    }

    @Override
    public synchronized String getId() {
        return id;
    }

    @Override
    public long getLastAccessedTime() {
        check();
        return created.toEpochMilli();
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public synchronized void setMaxInactiveInterval(int seconds) {
        maxInactiveInterval = seconds;
    }

    @Override
    public synchronized int getMaxInactiveInterval() {
        return maxInactiveInterval;
    }

    @Override
    public synchronized @Nullable Object getAttribute(String name) {
        check();
        return attributes.get(name);
    }

    @Override
    public synchronized Enumeration<String> getAttributeNames() {
        check();
        return Collections.enumeration(List.copyOf(attributes.keySet()));
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        Object before;
        synchronized (this) {
            check();
            before = attributes.put(name, value);
        }
        if (before != value) {
            if (value instanceof HttpSessionBindingListener listener) {
                listener.valueBound(new HttpSessionBindingEvent(this, name, value));
            }
            unbound(name, before);
        }
    }

    @Override
    public void removeAttribute(String name) {
        Object before;
        synchronized (this) {
            check();
            before = attributes.remove(name);
        }
        unbound(name, before);
    }

    private void unbound(String name, @Nullable Object value) {
        if (value instanceof HttpSessionBindingListener listener) {
            listener.valueUnbound(new HttpSessionBindingEvent(this, name, value));
        }
    }

    @Override
    public void invalidate() {
        Map<String, Object> ended;
        synchronized (this) {
            check();
            valid = false;
            ended = Map.copyOf(attributes);
            attributes.clear();
        }
        ended.forEach(this::unbound);
    }

    @Override
    public boolean isNew() {
        check();
        return true;
    }

    private synchronized void check() {
        if (!valid) {
            throw new IllegalStateException("The session was invalidated.");
        }
    }
}
