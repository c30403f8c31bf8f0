package dev.consent4j.servlet.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who may read the console. The application implements it with its own sign-in. Thread safe.
 *
 * <p>What it answers is recorded with every page read. An implementation that throws lets nobody in.
 */
@FunctionalInterface
public interface ConsoleAccess {

    /** Lets nobody in; the default. */
    ConsoleAccess DENIED = request -> Optional.empty();

    /**
     * The reader who makes a request.
     *
     * @param request the request
     * @return a name by which the organisation knows the reader, for the ledger; empty to refuse
     */
    Optional<String> reader(HttpServletRequest request);

    /**
     * What a refused browser is asked for, such as {@code Basic realm="console"}: then it is answered with 401 and this
     * value as {@code WWW-Authenticate} (RFC 9110, 11.6.1) instead of 403.
     *
     * @return the challenge, empty for none
     */
    default Optional<String> challenge() {
        return Optional.empty();
    }

    /** Lets nobody in; the default. */
    static ConsoleAccess denied() {
        return DENIED;
    }
}
