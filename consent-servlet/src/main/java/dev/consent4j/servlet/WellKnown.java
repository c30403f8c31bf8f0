package dev.consent4j.servlet;

import dev.consent4j.servlet.enforcement.header.TrackingStatusField;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands requests for {@code /.well-known/} (RFC 8615) to the library's statements, outside the gate and unrecorded; what
 * none of them is for is the application's. Thread safe.
 *
 * <p>The path is taken below the context path: only at the root of a host is it where browsers look, elsewhere it is
 * what a proxy forwards to.
 */
final class WellKnown {

    private static final Logger LOG = LoggerFactory.getLogger(WellKnown.class);
    private static final String PREFIX = "/.well-known/";

    private final FailureNotice failed = new FailureNotice(LOG, "A well-known resource failed.");
    private final List<PageHandler> handlers;
    private final boolean statesTracking;

    WellKnown(List<PageHandler> handlers, boolean statesTracking) {
        this.handlers = List.copyOf(handlers);
        this.statesTracking = statesTracking;
    }

    /**
     * Answers a request for a well-known resource of ours.
     *
     * @return false if the path, or the host, is the application's
     * @throws IOException if the connection fails
     */
    boolean answer(HttpServletRequest request, HttpServletResponse response, Entrance entrance) throws IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return false;
        }
        String path = ApplicationPath.startingWith(request, PREFIX);
        if (path == null) {
            return false;
        }
        try {
            return answer(request, response, entrance, path.substring(PREFIX.length()));
        } catch (RuntimeException failure) {
            failed.tell(failure);
            return false;
        }
    }

    private boolean answer(HttpServletRequest request, HttpServletResponse response, Entrance entrance, String path)
            throws IOException {
        Optional<Visitor> visitor = entrance.visitor(request);
        if (visitor.isEmpty()) {
            return false;
        }
        if (statesTracking) {
            TrackingStatusField.stateUntracked(response);
        }
        for (PageHandler handler : handlers) {
            if (handler.handle(visitor.get(), request, response, path)) {
                return true;
            }
        }
        return false;
    }
}
