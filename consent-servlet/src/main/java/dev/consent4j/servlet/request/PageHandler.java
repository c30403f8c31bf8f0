package dev.consent4j.servlet.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests below the base path. Implementations are thread safe. */
@FunctionalInterface
public interface PageHandler {

    /**
     * Answers a request if it is this handler's.
     *
     * @param visitor who asks
     * @param request the request as the container gave it
     * @param response the response as the container gave it; what is set here does not pass the gate
     * @param path the path below the base path without leading slash, such as {@code choices}
     * @return true if it answered; false if the path is not its own
     * @throws IOException if the connection fails
     */
    boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException;
}
