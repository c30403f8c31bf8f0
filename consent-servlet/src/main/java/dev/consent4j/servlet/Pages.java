package dev.consent4j.servlet;

import dev.consent4j.servlet.console.ConsoleHandler;
import dev.consent4j.servlet.enforcement.header.TrackingStatusField;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.servlet.violation.ViolationHandler;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands requests below the base path to the pages of the library, outside the gate. Thread safe. */
final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final FailureNotice pageFailed = new FailureNotice(LOG, "A page of the library failed.");
    private final String basePath;
    private final ConsoleHandler console;
    private final List<PageHandler> handlers;
    private final boolean statesTracking;

    Pages(String basePath, ConsoleHandler console, List<PageHandler> handlers, boolean statesTracking) {
        this.basePath = basePath;
        this.console = console;
        this.handlers = List.copyOf(handlers);
        this.statesTracking = statesTracking;
    }

    /**
     * Answers a request below the base path.
     *
     * @return false if the path is the application's, or only the error page is left to answer
     * @throws IOException if the connection fails
     */
    boolean answer(HttpServletRequest request, HttpServletResponse response, Entrance entrance) throws IOException {
        String path = request.getDispatcherType() == DispatcherType.REQUEST ? path(request) : null;
        if (path == null) {
            return false;
        }
        if (statesTracking) {
            TrackingStatusField.stateUntracked(response);
        }
        try {
            if (!handled(request, response, entrance, path)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (RuntimeException failed) {
            pageFailed.tell(failed);
            if (!response.isCommitted()) {
                response.reset();
                response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
        }
        return true;
    }

    private boolean handled(HttpServletRequest request, HttpServletResponse response, Entrance entrance, String path)
            throws IOException {
        // The console belongs to no site and may have a host of its own.
        if (console.handle(request.getContextPath() + basePath, request, response, path)) {
            return true;
        }
        Optional<Visitor> visitor = entrance.visitor(request);
        if (visitor.isEmpty()) {
            return false;
        }
        if (path.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", request.getContextPath() + basePath + Entrance.CHOICES);
            return true;
        }
        if (isPage(path)) {
            entrance.welcome(visitor.get(), response);
        }
        for (PageHandler handler : handlers) {
            if (handler.handle(visitor.get(), request, response, path)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Style sheets and scripts are the same for everybody and kept in shared caches, and reports come from no person:
     * nothing is set on them.
     */
    private static boolean isPage(String path) {
        return path.indexOf('.') < 0 && !path.equals(ViolationHandler.PATH) || path.endsWith(".json");
    }

    /** The path below the base path, null if the request is not for it. */
    private @Nullable String path(HttpServletRequest request) {
        String path = ApplicationPath.startingWith(request, basePath);
        if (path == null) {
            return null;
        }
        if (path.equals(basePath)) {
            return "";
        }
        return path.startsWith(basePath + "/") ? path.substring(basePath.length() + 1) : null;
    }
}
