package dev.consent4j.servlet.request;

import dev.consent4j.policy.Jurisdiction;
import jakarta.servlet.http.HttpServletRequest;

/** Says where a visitor is taken to be. Implementations are thread safe and quick: they are asked on every request. */
@FunctionalInterface
public interface JurisdictionResolver {

    /** The resolver that never knows, so that the strictest of all loaded regimes applies. */
    JurisdictionResolver UNKNOWN = request -> Jurisdiction.UNKNOWN;

    /**
     * Where the visitor is taken to be.
     *
     * @param request the request as the container gave it
     * @return the jurisdiction, {@link Jurisdiction#UNKNOWN} in doubt; an exception counts as unknown
     */
    Jurisdiction resolve(HttpServletRequest request);

    /** The resolver that never knows, so that the strictest of all loaded regimes applies. */
    static JurisdictionResolver unknown() {
        return UNKNOWN;
    }
}
