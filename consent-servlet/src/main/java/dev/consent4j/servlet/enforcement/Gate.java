package dev.consent4j.servlet.enforcement;

import dev.consent4j.decision.Given;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.servlet.enforcement.cookie.CookieGate;
import dev.consent4j.servlet.enforcement.cookie.OwnNames;
import dev.consent4j.servlet.enforcement.cookie.Ruling;
import dev.consent4j.servlet.enforcement.cookie.SetCookieLine;
import dev.consent4j.servlet.enforcement.header.CachePrivacy;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.servlet.request.ConsentSource;
import dev.consent4j.servlet.request.GateOutcome;
import dev.consent4j.servlet.request.GateOutcome.Kind;
import dev.consent4j.servlet.request.NothingDeclared;
import dev.consent4j.servlet.request.OwnCookies;
import dev.consent4j.servlet.request.RequestCookies;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final String ATTRIBUTE = Gate.class.getName();
    private static final AtomicBoolean TOLD_FAILURE = new AtomicBoolean();

    private final GateRules rules;
    private final @Nullable Visitor visitor;
    private final SiteExpiry expiry;
    private final Supplier<String> banner;
    private final String choicesPath;
    private final OwnNames ownNames;
    private final boolean enforces;
    private final GateLog log = new GateLog();
    private @Nullable HttpServletResponse original;
    private boolean dependsOnConsent;

    private Gate(
            GateRules rules,
            @Nullable Visitor visitor,
            SiteExpiry expiry,
            Supplier<String> banner,
            String choicesPath) {
        this.rules = rules;
        this.visitor = visitor;
        this.expiry = expiry;
        this.banner = banner;
        this.choicesPath = choicesPath;
        this.ownNames = visitor == null
                ? OwnNames.NONE
                : new OwnNames(
                        visitor.site().cookie().name(), visitor.site().cookie().scriptName());
        this.enforces = visitor == null || SiteExpiry.enforces(visitor);
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
        return new Gate(rules, null, new SiteExpiry(), () -> "", choicesPath);
    }

    /**
     * The gate that an earlier dispatch of a request made.
     *
     * @param request the request of this dispatch
     * @return the gate, null on the first dispatch
     */
    public static @Nullable Gate find(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Gate gate ? gate : null;
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
        request.setAttribute(ATTRIBUTE, this);
        Consent.attach(request, this);
        try {
            examine(request, response);
        } catch (RuntimeException failed) {
            failed(failed);
        }
    }

    private void examine(HttpServletRequest request, HttpServletResponse response) {
        for (String name : RequestCookies.names(request)) {
            Ruling ruling = rule(name);
            if (ruling == Ruling.DENIED) {
                note(name, enforces ? Kind.HIDDEN : Kind.REPORTED, ruling);
            } else if (ruling == Ruling.UNDECLARED) {
                rules.undeclared().incoming(siteId(), version(), name, hides(name));
                note(name, hides(name) ? Kind.HIDDEN : Kind.REPORTED, ruling);
            }
        }
        if (visitor != null) {
            List<String> ending = expiry.ending(visitor);
            if (!ending.isEmpty()) {
                visitor.ownCookies().write(response, expiry.lines(visitor, false));
                ending.forEach(name -> log.add(
                        name, Kind.EXPIRED, () -> effective().cookie(name).explain()));
            }
            if (!visitor.ownCookies().isEmpty()) {
                dependOnConsent();
            }
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
        return new GatedResponse(response, this);
    }

    /** Puts back what the container or the application has cleared: our own cookies, and privacy. */
    void restore() {
        HttpServletResponse response = original;
        if (response != null && visitor != null) {
            visitor.ownCookies().writeMissing(response);
        }
        if (response != null && dependsOnConsent) {
            CachePrivacy.apply(response);
        }
    }

    /** Whether a cookie the application sets is to be sent. */
    boolean admits(SetCookieLine line) {
        try {
            EffectiveConsent consent = effective();
            Ruling ruling =
                    CookieGate.rule(line, consent, ownNames, rules.clock().instant());
            boolean passes = ruling.passes() || !enforces && ruling.passesInReport();
            note(line.name(), kind(ruling, passes), ruling);
            if (ruling == Ruling.UNDECLARED && line.name().isEmpty()) {
                rules.undeclared().nameless(siteId());
            } else if (ruling == Ruling.UNDECLARED) {
                rules.undeclared()
                        .outgoing(siteId(), version(), line, rules.clock().instant());
            } else if (!ruling.passes()) {
                tellDenied(line.name(), ruling, passes);
            }
            if (enforces && ruling.dependsOnConsent()) {
                dependOnConsent();
            }
            return passes;
        } catch (RuntimeException failed) {
            failed(failed);
            return false;
        }
    }

    private static Kind kind(Ruling ruling, boolean passes) {
        if (!passes) {
            return Kind.WITHHELD;
        }
        return ruling.passes() ? Kind.PASSED : Kind.REPORTED;
    }

    private void tellDenied(String name, Ruling ruling, boolean passes) {
        if (passes) {
            rules.undeclared().letThrough(siteId(), name, CookieGate.explain(name, ruling, effective()));
        } else if (!ruling.passesInReport()) {
            rules.undeclared().refused(siteId(), name, CookieGate.explain(name, ruling, effective()));
        } else if (LOG.isDebugEnabled()) {
            LOG.debug("Withheld {}", CookieGate.explain(name, ruling, effective()));
        }
    }

    private void note(String name, Kind kind, Ruling ruling) {
        EffectiveConsent consent = effective();
        log.add(name, kind, () -> CookieGate.explain(name, ruling, consent));
    }

    /** Whether the application does not get to see a cookie the browser sent. */
    boolean hides(String name) {
        if (!enforces) {
            return false;
        }
        return switch (rule(name)) {
            case DENIED -> true;
            case UNDECLARED -> rules.hidesUndeclared();
            default -> false;
        };
    }

    /** A name that only an earlier version declared is denied, not unknown; our own are nobody's business. */
    private Ruling rule(String name) {
        try {
            if (ownNames.claim(name)) {
                return Ruling.OWN;
            }
            Ruling ruling = CookieGate.rule(name, effective());
            return ruling == Ruling.UNDECLARED && visitor != null && expiry.ends(visitor, name)
                    ? Ruling.DENIED
                    : ruling;
        } catch (RuntimeException failed) {
            failed(failed);
            return Ruling.DENIED;
        }
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
            CachePrivacy.apply(response);
        }
    }

    /** Our own fields on the response, or none. */
    @Nullable
    OwnCookies ownCookies() {
        return visitor == null ? null : visitor.ownCookies();
    }

    /** A wrapper pair for code that starts async without naming request and response. */
    GatedRequest asyncRequest(HttpServletRequest container) {
        HttpServletResponse response = original;
        if (response == null) {
            throw new IllegalStateException("opened before any request is wrapped");
        }
        return new GatedRequest(container, new GatedResponse(response, this), this);
    }

    private String siteId() {
        return visitor == null ? "unknown" : visitor.site().site().id();
    }

    private String version() {
        return effective().policy().version();
    }

    @Override
    public EffectiveConsent effective() {
        try {
            return visitor == null ? NothingDeclared.consent() : visitor.effective();
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
                                    visitor.signals());
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
        return log.outcomes();
    }

    @Override
    public String banner() {
        try {
            return banner.get();
        } catch (RuntimeException failed) {
            failed(failed);
            return "";
        }
    }

    @Override
    public String choicesPath() {
        return choicesPath;
    }

    private static void failed(RuntimeException failure) {
        if (TOLD_FAILURE.compareAndSet(false, true)) {
            LOG.warn("The gate failed, so everything optional is denied where it did. Told once.", failure);
        } else {
            LOG.debug("The gate failed again", failure);
        }
    }
}
