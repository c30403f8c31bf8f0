package dev.consent4j.servlet.request;

import dev.consent4j.Device;
import dev.consent4j.SignedIn;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Person;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Technology;
import dev.consent4j.signal.Signals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who makes one request to a site: what the browser brings and says, and what follows from it. Made by the filter; used
 * by the threads of one request only.
 */
public final class Visitor {

    private static final int HTTPS_PORT = 443;
    private static final Given UNKNOWN_ACCOUNT = new Given.Unreadable("it is not known who is signed in", true);
    private static final Logger LOG = LoggerFactory.getLogger(Visitor.class);
    private static final AtomicBoolean TOLD_UNKNOWN_ACCOUNT = new AtomicBoolean();
    private static final int HTTP_PORT = 80;

    private final SiteConsent site;
    private final HttpServletRequest request;
    private final Jurisdiction jurisdiction;
    private final String basePath;
    private final Endings endings;
    private final FoundBy foundBy;
    private final LocalDate today;
    private final AccountResolver accounts;
    private @Nullable LookUp account;
    private @Nullable OwnCookies ownCookies;
    private @Nullable List<String> cookieFields;
    private @Nullable Device brought;
    private @Nullable GivenConsent carried;
    private @Nullable Signals signals;
    private @Nullable EffectiveConsent effective;

    /** Who was found to be signed in, or that it cannot be found out. */
    private record LookUp(@Nullable SignedIn who, boolean failed) {

        static final LookUp NOBODY = new LookUp(null, false);
        static final LookUp FAILED = new LookUp(null, true);
    }

    /** Says which cookies end when an answer or a signal has taken effect. */
    @FunctionalInterface
    public interface Endings {

        /**
         * The cookies to delete.
         *
         * @param visitor whose browser carries them
         * @param answered whether the person has just answered, so that cookies this request did not bring end too
         * @return raw {@code Set-Cookie} values
         */
        List<String> lines(Visitor visitor, boolean answered);
    }

    /**
     * A visitor.
     *
     * @param site the site the request is for
     * @param request the request as the container gave it
     * @param jurisdiction where the visitor is taken to be
     * @param basePath the path of the library's pages, with the context path
     * @param endings says which cookies end
     */
    public Visitor(
            SiteConsent site, HttpServletRequest request, Jurisdiction jurisdiction, String basePath, Endings endings) {
        this(site, request, jurisdiction, FoundBy.CALLER, AccountResolver.NOBODY, basePath, endings);
    }

    /**
     * A visitor of whom it is known how the place was found.
     *
     * @param site the site the request is for
     * @param request the request as the container gave it
     * @param jurisdiction where the visitor is taken to be
     * @param foundBy how that was found
     * @param accounts says who is signed in
     * @param basePath the path of the library's pages, with the context path
     * @param endings says which cookies end
     */
    public Visitor(
            SiteConsent site,
            HttpServletRequest request,
            Jurisdiction jurisdiction,
            FoundBy foundBy,
            AccountResolver accounts,
            String basePath,
            Endings endings) {
        this.accounts = accounts;
        this.foundBy = foundBy;
        this.today = site.today();
        this.site = site;
        this.request = request;
        this.jurisdiction = jurisdiction;
        this.basePath = basePath;
        this.endings = endings;
    }

    /** The site. */
    public SiteConsent site() {
        return site;
    }

    /** The request as the container gave it. */
    public HttpServletRequest request() {
        return request;
    }

    /** Where the visitor is taken to be. */
    public Jurisdiction jurisdiction() {
        return jurisdiction;
    }

    /**
     * The day the request began on, UTC. All of the request is judged by it, so that it sees one version of the policy on
     * every dispatch although another comes into force while it runs.
     */
    public LocalDate today() {
        return today;
    }

    /** How it was found where the visitor is taken to be. */
    public FoundBy foundBy() {
        return foundBy;
    }

    /**
     * The account that is signed in, looked up when first asked for.
     *
     * @return the account, null if nobody is signed in, or nobody knows who
     */
    public @Nullable SignedIn account() {
        return lookedUp().who;
    }

    private LookUp lookedUp() {
        LookUp known = account;
        if (known == null) {
            known = accounts == AccountResolver.NOBODY ? LookUp.NOBODY : lookUp();
            account = known;
        }
        return known;
    }

    private LookUp lookUp() {
        try {
            return accounts.resolve(request)
                    .map(who -> new LookUp(site.accounts().signedIn(who), false))
                    .orElse(LookUp.NOBODY);
        } catch (RuntimeException failed) {
            if (TOLD_UNKNOWN_ACCOUNT.compareAndSet(false, true)) {
                LOG.warn("It cannot be found out who is signed in: everything optional is denied. Told once.", failed);
            }
            return LookUp.FAILED;
        }
    }

    /** Whether somebody may be signed in of whom it cannot be found out who: then nothing may be recorded for anybody. */
    public boolean isAccountUnknown() {
        return lookedUp().failed;
    }

    /** What the account brings, {@link Given#NONE} if nobody is signed in. */
    private Given accountGiven() {
        SignedIn who = account();
        return who != null ? who.given() : isAccountUnknown() ? UNKNOWN_ACCOUNT : Given.NONE;
    }

    /** The path of the library's pages with the context path, such as {@code /privacy}. */
    public String basePath() {
        return basePath;
    }

    /** What the library itself sets on the response. */
    public OwnCookies ownCookies() {
        OwnCookies known = ownCookies;
        if (known == null) {
            known = new OwnCookies();
            ownCookies = known;
        }
        return known;
    }

    /** Whether the library itself sets anything on the response. */
    public boolean hasOwnCookies() {
        return ownCookies != null && !ownCookies.isEmpty();
    }

    /**
     * The origin as the visitor sees the site: the configured one of the request's host, else the first configured; the
     * request's own where none is configured.
     */
    public String origin() {
        List<String> origins = site.site().origins();
        if (origins.isEmpty()) {
            return requestOrigin();
        }
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        return origins.stream()
                .filter(origin -> host.equals(URI.create(origin).getHost()))
                .findFirst()
                .orElse(origins.get(0));
    }

    /** Whether the visitor sees the site over https. */
    public boolean secure() {
        return site.site().origins().isEmpty()
                ? request.isSecure()
                : site.site().isSecure();
    }

    /** The host as the visitor sees it, without port. */
    public String host() {
        List<String> origins = site.site().origins();
        return origins.isEmpty()
                ? request.getServerName()
                : String.valueOf(URI.create(origin()).getHost());
    }

    /**
     * The declared cookies that no response of this site can delete, because their domain is another's: the choices page
     * names them with their vendor's own way out.
     */
    public List<Declaration> outOfReach() {
        Set<String> hosts = new LinkedHashSet<>(site.site().hosts());
        hosts.add(host());
        site.site()
                .origins()
                .forEach(origin -> hosts.add(String.valueOf(URI.create(origin).getHost())));
        return effective().policy().declarations().stream()
                .filter(declaration -> declaration.technology() == Technology.COOKIE)
                .filter(declaration -> isForeign(declaration.domain(), hosts))
                .toList();
    }

    private static boolean isForeign(@Nullable String domain, Set<String> hosts) {
        return domain != null && hosts.stream().noneMatch(host -> CookieDomain.matches(host, domain));
    }

    private String requestOrigin() {
        String scheme = request.isSecure() ? "https" : "http";
        int port = request.getServerPort();
        boolean usual = port <= 0 || port == (request.isSecure() ? HTTPS_PORT : HTTP_PORT);
        return (scheme + "://" + request.getServerName() + (usual ? "" : ":" + port)).toLowerCase(Locale.ROOT);
    }

    /** The {@code Cookie} fields of the request, as the container delivers them. */
    public List<String> cookieFields() {
        List<String> known = cookieFields;
        if (known == null) {
            known = RequestCookies.fields(request);
            cookieFields = known;
        }
        return known;
    }

    /** What the device brings, or has been given since: given consent, nothing, or something unreadable. */
    public Given device() {
        GivenConsent given = carried;
        return given == null ? brought().given() : given;
    }

    private Device brought() {
        Device known = brought;
        if (known == null) {
            List<String> fields = cookieFields();
            known = fields.size() == 1 ? brought(fields.get(0)) : null;
            known = known == null ? site.device(RequestCookies.values(fields, consentName())) : known;
            brought = known;
        }
        return known;
    }

    /** The usual case, one field with one copy of the cookie or none, in which nothing has to be copied; else null. */
    private @Nullable Device brought(String field) {
        Device before = site.deviceThatSent(field);
        if (before != null) {
            return before;
        }
        String name = consentName();
        CookiePairs pairs = new CookiePairs(field);
        int from = -1;
        int to = -1;
        while (pairs.next()) {
            if (pairs.isNamed(name)) {
                if (from >= 0) {
                    return null;
                }
                from = pairs.valueFrom();
                to = pairs.end();
            }
        }
        return from < 0 ? site.device(List.of()) : site.device(field, from, to);
    }

    /**
     * Whether every cookie of this request passes, as is known from an earlier request of the device that was the same.
     *
     * @param consent the answer now
     * @return true if no cookie needs to be judged
     */
    public boolean hasPassed(EffectiveConsent consent) {
        List<String> fields = cookieFields();
        return fields.isEmpty() || fields.size() == 1 && brought().hasPassed(fields.get(0), consent);
    }

    /**
     * Notes that every cookie of this request passes.
     *
     * @param consent the answer they were judged by
     */
    public void passed(EffectiveConsent consent) {
        List<String> fields = cookieFields();
        if (fields.size() == 1) {
            brought().passed(fields.get(0), consent);
        }
    }

    private String consentName() {
        return site.cookie().name();
    }

    /**
     * Whether a cookie is one of the library's own.
     *
     * @param name the cookie's name, in any case
     * @return true if only the library sets or deletes it
     */
    public boolean isOwn(String name) {
        return name.equalsIgnoreCase(site.cookie().name())
                || name.equalsIgnoreCase(site.cookie().scriptName());
    }

    /**
     * Whether the cookie whose name stands between two positions of a text is one of the library's own.
     *
     * @param text the text
     * @param from where the name begins
     * @param to where it ends
     * @return true if only the library sets or deletes it
     */
    public boolean isOwn(String text, int from, int to) {
        return isAt(text, from, to, site.cookie().name())
                || isAt(text, from, to, site.cookie().scriptName());
    }

    private static boolean isAt(String text, int from, int to, String name) {
        return to - from == name.length() && text.regionMatches(true, from, name, 0, name.length());
    }

    /** What the browser says unasked. */
    public Signals signals() {
        Signals said = signalsAlone();
        return Signals.parse(said, fields("Accept-Language"));
    }

    /** What the browser says unasked, without languages, which few requests need. */
    public Signals signalsAlone() {
        Signals read = signals;
        if (read == null) {
            read = Signals.parse(fields("Sec-GPC"), fields("DNT"));
            signals = read;
        }
        return read;
    }

    private List<String> fields(String name) {
        if (request.getHeader(name) == null) {
            return List.of();
        }
        @Nullable Enumeration<String> values = request.getHeaders(name);
        return values == null || !values.hasMoreElements() ? List.of() : Collections.list(values);
    }

    /** The answer now; evaluated when first asked for, and again after the device was given something else. */
    public EffectiveConsent effective() {
        EffectiveConsent known = effective;
        if (known == null) {
            GivenConsent given = carried;
            Given signedIn = accountGiven();
            known = given == null && signedIn == Given.NONE
                    ? brought().effective(jurisdiction, signalsAlone(), today)
                    : site.evaluate(device(), signedIn, jurisdiction, Person.UNKNOWN, signalsAlone(), today);
            effective = known;
        }
        return known;
    }

    /** The language of the policy that the browser prefers, else the policy's first. */
    public String language() {
        List<String> offered = effective().policy().languages();
        for (String wished : signals().languages()) {
            for (String language : offered) {
                String tag = language.toLowerCase(Locale.ROOT);
                if (wished.equals(tag) || primary(wished).equals(primary(tag))) {
                    return language;
                }
            }
        }
        return offered.get(0);
    }

    private static String primary(String tag) {
        int hyphen = tag.indexOf('-');
        return hyphen < 0 ? tag : tag.substring(0, hyphen);
    }

    /**
     * Gives the device what it is to carry after an answer, and deletes every declared cookie that is denied now, also
     * those this request did not bring. From here on {@link #device()} and {@link #effective()} follow.
     *
     * @param original the response as the container gave it, not committed
     * @param given what the device is to carry
     */
    public void write(HttpServletResponse original, GivenConsent given) {
        carry(original, given, true);
    }

    /**
     * Gives the device what it is to carry without an answer: a signal seen first, or a late record. Deletes the
     * cookies of this request that are denied now.
     *
     * @param original the response as the container gave it, not committed
     * @param given what the device is to carry
     */
    public void refresh(HttpServletResponse original, GivenConsent given) {
        carry(original, given, false);
    }

    /**
     * Notes that the account has answered: what it says now is looked up anew, and every declared cookie that is denied now
     * is deleted. The device carries what it did.
     *
     * @param original the response as the container gave it, not committed
     */
    public void answered(HttpServletResponse original) {
        account = null;
        effective = null;
        ownCookies().write(original, endings.lines(this, true));
    }

    private void carry(HttpServletResponse original, GivenConsent given, boolean answered) {
        carried = given;
        account = null;
        effective = null;
        ownCookies().write(original, site.setCookies(given, effective()));
        ownCookies().write(original, endings.lines(this, answered));
    }
}
