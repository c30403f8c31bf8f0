package dev.consent4j.servlet.request;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Verdict;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an application asks about consent while it answers a request.
 *
 * <p>Asking makes the response private to the visitor: it then carries {@code Cache-Control: private, no-cache}. Asked
 * when the response is already committed, every optional purpose is denied. Without the filter in the chain nothing
 * optional is permitted. Never throws while serving. Used by the threads of one request only.
 */
public final class Consent {

    private static final Logger LOG = LoggerFactory.getLogger(Consent.class);
    private static final String ATTRIBUTE = Consent.class.getName();
    private static final AtomicBoolean TOLD_NO_FILTER = new AtomicBoolean();
    private static final AtomicBoolean TOLD_TOO_LATE = new AtomicBoolean();

    private final ConsentSource source;

    private Consent(ConsentSource source) {
        this.source = source;
    }

    /**
     * The consent of whoever makes a request.
     *
     * @param request the request, or any wrapper of it
     * @return what may be asked; if the filter did not see the request, everything optional is denied
     */
    public static Consent of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Consent consent) {
            return consent;
        }
        if (TOLD_NO_FILTER.compareAndSet(false, true)) {
            LOG.warn(
                    "Consent was asked for {}, which the ConsentFilter did not see: every optional purpose is denied."
                            + " Map the filter to this path and to all dispatcher types. Told once.",
                    request.getRequestURI());
        }
        return new Consent(NoFilter.INSTANCE);
    }

    /**
     * Makes consent known to the application; called by the filter.
     *
     * @param request the request
     * @param source what stands behind
     */
    public static void attach(ServletRequest request, ConsentSource source) {
        request.setAttribute(ATTRIBUTE, new Consent(source));
    }

    /**
     * What stands behind consent on a request; asked by the filter.
     *
     * @param request the request, or any wrapper of it
     * @return what was {@link #attach attached}, null if nothing was
     */
    public static @Nullable ConsentSource source(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Consent consent ? consent.source : null;
    }

    /**
     * Whether a purpose, or every purpose of a category, is permitted.
     *
     * @param purposeOrCategory an id of the policy; an unknown one is denied
     * @return true only if all it names is permitted
     */
    public boolean allows(String purposeOrCategory) {
        return effective().allows(purposeOrCategory);
    }

    /**
     * Why a cookie name is permitted or denied.
     *
     * @param cookieName the name
     * @return the verdict, with the rule that won and those it beat
     */
    public Verdict explain(String cookieName) {
        return effective().cookie(cookieName);
    }

    /**
     * The verdict for a purpose or category.
     *
     * @param purposeOrCategory an id of the policy
     * @return the verdict
     */
    public Verdict purpose(String purposeOrCategory) {
        return effective().purpose(purposeOrCategory);
    }

    /**
     * The verdict for a vendor.
     *
     * @param id an id of the policy
     * @return the verdict
     */
    public Verdict vendor(String id) {
        return effective().vendor(id);
    }

    /** Whether the person should be asked now. */
    public boolean isUndecided() {
        return effective().prompt().asks();
    }

    /** The answer for every purpose. */
    public EffectiveConsent effective() {
        if (source.asked()) {
            return source.effective();
        }
        if (TOLD_TOO_LATE.compareAndSet(false, true)) {
            LOG.warn("Consent was asked for after the response was committed, so a shared cache may keep what was"
                    + " sent: every optional purpose is denied. Ask before writing the body. Told once.");
        }
        return source.denied();
    }

    /** The HTML of the banner, to be put just after {@code <body>}; empty when there is nothing to ask. */
    public String banner() {
        return source.asked() ? source.banner() : "";
    }

    /** The path of the choices page, for the permanent link each page should have. */
    public String choicesPath() {
        return source.choicesPath();
    }

    /** What the gate did on this request so far, in order. Asking for it does not make the response private. */
    public List<GateOutcome> outcomes() {
        return source.outcomes();
    }
}
