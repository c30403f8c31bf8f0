package dev.consent4j.servlet.enforcement;

import dev.consent4j.decision.Given;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.servlet.enforcement.markup.MarkupGate;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.servlet.request.ConsentSource;
import dev.consent4j.servlet.request.GateOutcome;
import dev.consent4j.servlet.request.NothingDeclared;
import dev.consent4j.servlet.request.OwnCookies;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate of one request, the same on all its dispatches. It never throws: a failure of ours denies. Used by the
 * threads of one request only.
 */
public final class Gate implements ConsentSource {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final AtomicBoolean TOLD_FAILURE = new AtomicBoolean();

    private final GateRules rules;
    private final @Nullable Visitor visitor;
    private final Function<Visitor, String> banner;
    private final String choicesPath;
    private final boolean enforces;
    private final @Nullable ConsentFields fields;
    private final @Nullable Explainer explainer;
    private final @Nullable MarkupBody body;
    private final CookieJudge cookies;
    private @Nullable Sessions sessions;
    private @Nullable HttpServletResponse original;
    private boolean dependsOnConsent;

    private Gate(
            GateRules rules,
            @Nullable Visitor visitor,
            SiteExpiry expiry,
            Function<Visitor, String> banner,
            String choicesPath) {
        this.rules = rules;
        this.visitor = visitor;
        this.banner = banner;
        this.choicesPath = choicesPath;
        this.enforces = visitor == null || SiteExpiry.enforces(visitor);
        this.explainer = rules.explains() ? new Explainer(visitor == null ? null : visitor.site(), choicesPath) : null;
        this.cookies = new CookieJudge(this, visitor, expiry);
        this.fields = visitor == null || rules.fields().isEmpty() ? null : new ConsentFields(rules.fields(), visitor);
        MarkupGate markup = rules.markup();
        this.body = markup == null || !enforces ? null : new MarkupBody(this, markup, visitor);
    }

    /**
     * The gate for a visitor of a site.
     *
     * @param rules how gates act
     * @param visitor who makes the request
     * @param expiry ends cookies
     * @param banner the banner's HTML for this visitor
     * @param choicesPath path of the choices page, with the context path
     * @return the gate
     */
    public static Gate of(
            GateRules rules, Visitor visitor, SiteExpiry expiry, Supplier<String> banner, String choicesPath) {
        return of(rules, visitor, expiry, ignored -> banner.get(), choicesPath);
    }

    /**
     * The gate for a visitor of a site, with one source of banners for all.
     *
     * @param rules how gates act
     * @param visitor who makes the request
     * @param expiry ends cookies
     * @param banner the banner's HTML for a visitor
     * @param choicesPath path of the choices page, with the context path
     * @return the gate
     */
    public static Gate of(
            GateRules rules, Visitor visitor, SiteExpiry expiry, Function<Visitor, String> banner, String choicesPath) {
        return new Gate(rules, visitor, expiry, banner, choicesPath);
    }

    /**
     * The gate where no site is known or something of ours has failed: only known necessary cookies pass.
     *
     * @param rules how gates act
     * @param choicesPath path of the choices page, with the context path
     * @return the gate
     */
    public static Gate closed(GateRules rules, String choicesPath) {
        return new Gate(rules, null, new SiteExpiry(), nobody -> "", choicesPath);
    }

    /**
     * The gate that an earlier dispatch of a request made.
     *
     * @param request the request of this dispatch
     * @return the gate, null on the first dispatch
     */
    public static @Nullable Gate find(ServletRequest request) {
        return Consent.source(request) instanceof Gate gate ? gate : null;
    }

    /**
     * Makes this the gate of a request and all its dispatches, ends the cookies whose permission has ended, and tells
     * of undeclared ones.
     *
     * @param request the request as the container gave it
     * @param response the response as the container gave it
     */
    public void open(HttpServletRequest request, HttpServletResponse response) {
        original = response;
        Consent.attach(request, this);
        cookies.examine(request, response);
        try {
            if (visitor != null && (visitor.hasOwnCookies() || fields != null)) {
                dependOnConsent();
            }
            if (fields != null) {
                fields.open(response);
            }
            if (explainer != null) {
                dependOnConsent();
                explainer.tellPurposes(response, effective());
            }
        } catch (RuntimeException failed) {
            failed(failed);
        }
    }

    /**
     * The request the application gets on this dispatch.
     *
     * @param request the request of this dispatch
     * @param response what {@link #wrap(HttpServletResponse)} made of the response of this dispatch
     * @return the request with denied cookies hidden; itself if it is wrapped already
     */
    public HttpServletRequest wrap(HttpServletRequest request, HttpServletResponse response) {
        if (body != null && request.getDispatcherType() == DispatcherType.ERROR && !response.isCommitted()) {
            // The container has cleared the response past every wrapper.
            body.restart();
        }
        return GatedRequest.isGated(request) ? request : new GatedRequest(request, response, this);
    }

    /**
     * The response the application gets on this dispatch.
     *
     * @param response the response of this dispatch
     * @return the response with denied cookies withheld; itself if it is wrapped already
     */
    public HttpServletResponse wrap(HttpServletResponse response) {
        if (GatedResponse.isGated(response)) {
            return response;
        }
        original = response;
        restore();
        return gated(response);
    }

    /** The response around a response of the container. */
    HttpServletResponse gated(HttpServletResponse response) {
        GatedResponse gated = new GatedResponse(response, this);
        return body == null ? gated : new MarkupResponse(gated, body);
    }

    /**
     * Ends the page when the last dispatch has returned and nothing goes on asynchronously.
     *
     * @param request the request of this dispatch
     * @param first whether this dispatch wrapped the response
     * @throws IOException if the connection fails
     */
    public void leave(HttpServletRequest request, boolean first) throws IOException {
        if (body != null && isLast(request.getDispatcherType(), first) && !request.isAsyncStarted()) {
            body.end();
        }
    }

    private static boolean isLast(DispatcherType dispatch, boolean first) {
        return switch (dispatch) {
            case REQUEST -> first;
            case ASYNC, ERROR -> true;
            case FORWARD, INCLUDE -> false;
        };
    }

    /** The async context the application gets. */
    AsyncContext async(AsyncContext container) {
        return body == null ? container : new MarkupAsync(container, body);
    }

    /** The response as the container gave it. */
    @Nullable
    HttpServletResponse original() {
        return original;
    }

    /** Puts back what the container or the application has cleared: our own cookies, privacy, and our fields. */
    void restore() {
        HttpServletResponse response = original;
        if (response != null && visitor != null && visitor.hasOwnCookies()) {
            visitor.ownCookies().writeMissing(response);
        }
        if (response != null && dependsOnConsent) {
            PrivateFields.apply(response);
        }
        if (response != null && explainer != null) {
            explainer.restore(response);
        }
        if (response != null && fields != null) {
            fields.restore(response);
        }
    }

    GateRules rules() {
        return rules;
    }

    /** Whether what is denied is withheld, and not only told. */
    boolean enforces() {
        return enforces;
    }

    @Nullable
    Explainer explainer() {
        return explainer;
    }

    /** The judge of the cookies that the application sets and reads. */
    CookieJudge cookies() {
        return cookies;
    }

    /** The session of this request alone in place of the container's, null where the container's may be had. */
    @Nullable
    Sessions sessions() {
        String needed = rules.sessionsNeed();
        if (needed == null || !enforces) {
            return null;
        }
        dependOnConsent();
        if (effective().allows(needed)) {
            return null;
        }
        Sessions known = sessions;
        if (known == null) {
            known = new Sessions(rules.clock());
            sessions = known;
        }
        return known;
    }

    /** What the application wants to set in a field that a private response does not carry. */
    boolean isPrivate() {
        return dependsOnConsent;
    }

    /** The response differs between visitors from now on. */
    void dependOnConsent() {
        HttpServletResponse response = original;
        if (!dependsOnConsent && response != null) {
            // After sendError Jetty calls itself committed and still sends headers; after a real commit nothing does.
            dependsOnConsent = !response.isCommitted();
            PrivateFields.apply(response);
        }
    }

    /** The fields that follow consent, or none. */
    @Nullable
    ConsentFields fields() {
        return fields;
    }

    /** Our own fields on the response, or none. */
    @Nullable
    OwnCookies ownCookies() {
        return visitor == null || !visitor.hasOwnCookies() ? null : visitor.ownCookies();
    }

    /** Whether the response stores what was decided, or a signal. */
    boolean carriesDecision() {
        return visitor != null
                && visitor.ownCookies().lines().stream()
                        .anyMatch(
                                line -> line.startsWith(visitor.site().cookie().name() + "="));
    }

    /** A wrapper pair for code that starts async without naming request and response. */
    GatedRequest asyncRequest(HttpServletRequest container) {
        HttpServletResponse response = original;
        if (response == null) {
            throw new IllegalStateException("opened before any request is wrapped");
        }
        return new GatedRequest(container, gated(response), this);
    }

    @Override
    public EffectiveConsent effective() {
        try {
            EffectiveConsent now = visitor == null ? NothingDeclared.consent() : visitor.effective();
            return explainer == null ? now : explainer.linked(now);
        } catch (RuntimeException failed) {
            failed(failed);
            return NothingDeclared.consent();
        }
    }

    @Override
    public EffectiveConsent denied() {
        try {
            return visitor == null
                    ? NothingDeclared.consent()
                    : visitor.site()
                            .evaluate(
                                    new Given.Unreadable("asked after the response was committed"),
                                    visitor.jurisdiction(),
                                    Person.UNKNOWN,
                                    visitor.signals(),
                                    visitor.today());
        } catch (RuntimeException failed) {
            failed(failed);
            return NothingDeclared.consent();
        }
    }

    @Override
    public boolean asked() {
        HttpServletResponse response = original;
        if (!dependsOnConsent && (response == null || response.isCommitted())) {
            return false;
        }
        dependOnConsent();
        return true;
    }

    @Override
    public List<GateOutcome> outcomes() {
        return cookies.outcomes();
    }

    @Override
    public String banner() {
        try {
            return visitor == null ? "" : banner.apply(visitor);
        } catch (RuntimeException failed) {
            failed(failed);
            return "";
        }
    }

    @Override
    public String choicesPath() {
        return choicesPath;
    }

    /** Tells that something of ours failed where nobody else does. */
    static void failed(RuntimeException failure) {
        if (TOLD_FAILURE.compareAndSet(false, true)) {
            LOG.warn("The gate failed, so everything optional is denied where it did. Told once.", failure);
        } else {
            LOG.debug("The gate failed again", failure);
        }
    }
}
