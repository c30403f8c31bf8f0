package dev.consent4j.servlet.request;

import dev.consent4j.evaluation.EffectiveConsent;
import java.util.List;

/** What stands behind {@link Consent} on one request. Used by the threads of one request only. */
public interface ConsentSource {

    /** The answer now. */
    EffectiveConsent effective();

    /** The answer when it is too late to ask: every optional purpose denied. */
    EffectiveConsent denied();

    /**
     * Notes that the response depends on consent from now on, so that no shared cache may keep it.
     *
     * @return false if the response is already on its way without saying so
     */
    boolean asked();

    /** What the gate did so far. */
    List<GateOutcome> outcomes();

    /** The banner's HTML, empty when there is nothing to ask. */
    String banner();

    /** The path of the choices page, with the context path. */
    String choicesPath();
}
