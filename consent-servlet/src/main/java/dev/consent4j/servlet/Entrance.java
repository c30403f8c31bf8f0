package dev.consent4j.servlet;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.Given;
import dev.consent4j.evaluation.Person;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.banner.BannerMarkup;
import dev.consent4j.servlet.enforcement.Gate;
import dev.consent4j.servlet.enforcement.GateRules;
import dev.consent4j.servlet.enforcement.SiteExpiry;
import dev.consent4j.servlet.enforcement.cookie.CookieGate;
import dev.consent4j.servlet.enforcement.cookie.Ruling;
import dev.consent4j.servlet.request.AccountResolver;
import dev.consent4j.servlet.request.JurisdictionResolver;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.signal.Signals;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a request on its first dispatch: its site, its visitor, what is recorded unasked, its gate. */
final class Entrance {

    static final String CHOICES = "/choices";

    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final int MAX_HOSTS = 100;
    private static final int MAX_SHOWN = 64;
    private static final String DEFAULT_SESSION_COOKIE = "JSESSIONID";

    private final FailureNotice unreadable =
            new FailureNotice(LOG, "A request could not be read, so everything optional is denied.");
    private final FailureNotice unresolved =
            new FailureNotice(LOG, "The jurisdiction resolver failed, so the strictest regime applies.");
    private final ConsentService service;
    private final GateRules rules;
    private final SiteExpiry expiry;
    private final JurisdictionResolver resolver;
    private final boolean asksNobody;
    private final AccountResolver accounts;
    private final Unasked unasked;
    private final String basePath;
    private final Function<Visitor, String> bannerOf;
    private final Set<String> toldHosts = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Paths paths;

    Entrance(
            ConsentService service,
            GateRules rules,
            SiteExpiry expiry,
            JurisdictionResolver resolver,
            AccountResolver accounts,
            Unasked unasked,
            BannerMarkup banner,
            String basePath) {
        this.service = service;
        this.rules = rules;
        this.expiry = expiry;
        this.resolver = resolver;
        this.asksNobody = resolver == JurisdictionResolver.UNKNOWN;
        this.accounts = accounts;
        this.unasked = unasked;
        this.bannerOf = banner::of;
        this.basePath = basePath;
    }

    /**
     * Where the library's pages are on a context path.
     *
     * @param contextPath the path of the application
     * @param pages the base path with the context path
     * @param choices the path of the choices page
     */
    private record Paths(String contextPath, String pages, String choices) {}

    /** An application has one context path, so it is put before ours once; a container with several makes it anew. */
    private Paths paths(HttpServletRequest request) {
        String contextPath = request.getContextPath();
        Paths known = paths;
        if (known == null || !known.contextPath.equals(contextPath)) {
            known = new Paths(contextPath, contextPath + basePath, contextPath + basePath + CHOICES);
            paths = known;
        }
        return known;
    }

    /** Opens the gate of a request; never throws. */
    Gate open(HttpServletRequest request, HttpServletResponse response) {
        Gate gate;
        try {
            Visitor visitor = visitor(request).orElse(null);
            gate = visitor == null ? closed(request) : gate(visitor, response);
        } catch (RuntimeException failed) {
            unreadable.tell(failed);
            gate = closed(request);
        }
        gate.open(request, response);
        return gate;
    }

    private Gate gate(Visitor visitor, HttpServletResponse response) {
        unasked.record(visitor, response);
        return Gate.of(
                rules, visitor, expiry, bannerOf, paths(visitor.request()).choices());
    }

    /**
     * Opens the gate for a page of the library, so that an error page finds it; what the page sets does not pass it. An
     * answer records the signals itself.
     */
    void welcome(Visitor visitor, HttpServletResponse response) {
        if (!"POST".equals(visitor.request().getMethod())) {
            unasked.record(visitor, response);
        }
        HttpServletRequest request = visitor.request();
        Gate.of(rules, visitor, expiry, () -> "", paths(request).choices()).open(request, response);
    }

    private Gate closed(HttpServletRequest request) {
        return Gate.closed(rules, paths(request).choices());
    }

    /** The visitor of the site a request is for, empty for an unknown host. */
    Optional<Visitor> visitor(HttpServletRequest request) {
        @Nullable String host = request.getServerName();
        Optional<SiteConsent> site = host == null ? Optional.empty() : service.site(host);
        if (site.isEmpty()) {
            tellUnknown(String.valueOf(host));
        }
        return site.isEmpty() ? Optional.empty() : Optional.of(visitor(site.get(), request));
    }

    private Visitor visitor(SiteConsent site, HttpServletRequest request) {
        Jurisdiction jurisdiction = Jurisdiction.UNKNOWN;
        FoundBy foundBy = asksNobody ? FoundBy.NOBODY : FoundBy.RESOLVER;
        try {
            @Nullable Jurisdiction resolved = resolver.resolve(request);
            jurisdiction = resolved == null ? Jurisdiction.UNKNOWN : resolved;
        } catch (RuntimeException failed) {
            unresolved.tell(failed);
            foundBy = FoundBy.FAILURE;
        }
        return new Visitor(
                site, request, jurisdiction, foundBy, accounts, paths(request).pages(), expiry);
    }

    private void tellUnknown(String host) {
        String shown = host.substring(0, Math.min(host.length(), MAX_SHOWN)).replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "?");
        if (toldHosts.size() < MAX_HOSTS && toldHosts.add(shown)) {
            LOG.warn(
                    "No site has the host {}, so everything optional is denied there. Add it to the hosts of a site.",
                    shown);
        }
    }

    /**
     * The container writes the session cookie past every wrapper, so a policy has to call it necessary, or the sessions
     * have to be held back.
     */
    void checkSessionCookie(ServletContext context) {
        @Nullable SessionCookieConfig config = context.getSessionCookieConfig();
        @Nullable String configured = config == null ? null : config.getName();
        String name = configured == null ? DEFAULT_SESSION_COOKIE : configured;
        @Nullable String needed = rules.sessionsNeed();
        for (SiteConsent site : service.sites()) {
            boolean necessary = ruling(site, name) == Ruling.NECESSARY;
            if (needed == null && !necessary) {
                LOG.warn(
                        "The container sets the session cookie {} past the gate, and the policy of site {} does not"
                                + " declare it necessary: declare it so, or let the filter create no session before"
                                + " consent, by sessionsNeed of its builder.",
                        name,
                        site.site().id());
            } else if (needed != null && necessary) {
                LOG.warn(
                        "Sessions need {}, and the policy of site {} declares their cookie {} necessary, so that a"
                                + " refusal does not delete it: declare it for {} as well.",
                        needed,
                        site.site().id(),
                        name,
                        needed);
            }
        }
    }

    private static Ruling ruling(SiteConsent site, String cookie) {
        return CookieGate.rule(cookie, site.evaluate(Given.NONE, Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE));
    }
}
