package dev.consent4j.servlet.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Says which account of the application is signed in. Implementations are thread safe and quick: they are asked on every
 * request that depends on consent.
 */
@FunctionalInterface
public interface AccountResolver {

    /** The resolver of an application without accounts. */
    AccountResolver NOBODY = request -> Optional.empty();

    /**
     * The account that is signed in.
     *
     * @param request the request as the container gave it; only what the server itself keeps, such as the session, says
     *     who is signed in, never what a client can set
     * @return the application's id of the account, such as a primary key that is never given to another person; empty if
     *     nobody is signed in. An exception, or a text that can be no id, counts as somebody unknown: everything optional is
     *     denied
     */
    Optional<String> resolve(HttpServletRequest request);
}
