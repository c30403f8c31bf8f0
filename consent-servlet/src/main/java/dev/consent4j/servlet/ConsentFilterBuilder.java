package dev.consent4j.servlet;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Given;
import dev.consent4j.evaluation.Person;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Nearest;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Problem;
import dev.consent4j.servlet.banner.BannerMarkup;
import dev.consent4j.servlet.banner.ChoicesHandler;
import dev.consent4j.servlet.banner.PlaceholderHandler;
import dev.consent4j.servlet.banner.ReceiptHandler;
import dev.consent4j.servlet.console.ConsoleAccess;
import dev.consent4j.servlet.console.ConsoleHandler;
import dev.consent4j.servlet.enforcement.GateRules;
import dev.consent4j.servlet.enforcement.SiteExpiry;
import dev.consent4j.servlet.enforcement.header.ConsentField;
import dev.consent4j.servlet.enforcement.header.ContentSecurityPolicy;
import dev.consent4j.servlet.enforcement.header.CspMode;
import dev.consent4j.servlet.enforcement.header.ExplainLines;
import dev.consent4j.servlet.enforcement.header.PermissionsPolicyField;
import dev.consent4j.servlet.enforcement.header.TrackingStatusField;
import dev.consent4j.servlet.enforcement.markup.MarkupGate;
import dev.consent4j.servlet.explain.ExplainHandler;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.request.AccountResolver;
import dev.consent4j.servlet.request.JurisdictionResolver;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.violation.ViolationHandler;
import dev.consent4j.servlet.wellknown.GpcHandler;
import dev.consent4j.servlet.wellknown.TrackingStatusHandler;
import dev.consent4j.signal.Signals;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds a {@link ConsentFilter}; not thread safe. Without further calls the filter is lawful. */
public final class ConsentFilterBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentFilterBuilder.class);
    private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9_~-]+)+");

    private final ConsentService service;
    private String basePath = "/privacy";
    private JurisdictionResolver jurisdiction = JurisdictionResolver.unknown();
    private AccountResolver account = AccountResolver.NOBODY;
    private ConsoleAccess console = ConsoleAccess.denied();
    private boolean hideUndeclared;
    private boolean sweepUndeclared;
    private CspMode contentSecurityPolicy = CspMode.OFF;
    private boolean permissionsPolicy;
    private boolean trackingStatus;
    private boolean clearStorageOnWithdrawal;
    private boolean gateMarkup;
    private boolean explain;
    private @Nullable String sessionsNeed;
    private int writesPerHour = RateLimit.DEFAULT_WRITES;
    private InstantSource clock = InstantSource.system();

    ConsentFilterBuilder(ConsentService service) {
        this.service = service;
    }

    /** Sets the path of the library's pages below the context path, {@code /privacy} by default; returns this builder. */
    public ConsentFilterBuilder basePath(String path) {
        basePath = path;
        return this;
    }

    /** Sets who says where a visitor is taken to be; by default the strictest rules apply. Returns this builder. */
    public ConsentFilterBuilder jurisdiction(JurisdictionResolver resolver) {
        jurisdiction = resolver;
        return this;
    }

    /**
     * Sets who says which account is signed in; by default nobody is. Its answers are recorded for it and decide on every
     * device it is signed in on (docs/accounts.md). Returns this builder.
     */
    public ConsentFilterBuilder account(AccountResolver resolver) {
        account = resolver;
        return this;
    }

    /** Sets who may read the console; by default nobody. Returns this builder. */
    public ConsentFilterBuilder console(ConsoleAccess access) {
        console = access;
        return this;
    }

    /** Sets whether the application does not see incoming cookies that no policy declares; returns this builder. */
    public ConsentFilterBuilder hideUndeclared(boolean hide) {
        hideUndeclared = hide;
        return this;
    }

    /**
     * Sets whether a refusal of everything also deletes the cookies of its request that no policy declares, as far as
     * their domain and path can be guessed; off by default, because a cookie of another application under the same domain
     * goes too. Returns this builder.
     */
    public ConsentFilterBuilder sweepUndeclared(boolean sweep) {
        sweepUndeclared = sweep;
        return this;
    }

    /**
     * Sets whether pages carry a Content-Security-Policy made from consent, beside the application's own, which holds the
     * origins that the policy declares, those of denied vendors left out. Begin with {@link CspMode#REPORT_ONLY}: what browsers
     * report shows in the console. Off by default, because it makes every response private; a service in report mode never
     * enforces it. Returns this builder.
     */
    public ConsentFilterBuilder contentSecurityPolicy(CspMode mode) {
        contentSecurityPolicy = mode;
        return this;
    }

    /**
     * Sets whether pages carry a {@code Permissions-Policy} that switches denied advertising features off; off by default,
     * because it makes every response private. Returns this builder.
     */
    public ConsentFilterBuilder permissionsPolicy(boolean send) {
        permissionsPolicy = send;
        return this;
    }

    /**
     * Sets whether responses carry {@code Tk} and {@code /.well-known/dnt/} is served (Tracking Preference Expression, 6);
     * off by default, because it makes every response private. Returns this builder.
     */
    public ConsentFilterBuilder trackingStatus(boolean send) {
        trackingStatus = send;
        return this;
    }

    /**
     * Sets whether a full withdrawal also empties the origin's storage by {@code Clear-Site-Data: "storage"}; only for
     * sites that keep nothing necessary there, off by default. Returns this builder.
     */
    public ConsentFilterBuilder clearStorageOnWithdrawal(boolean clear) {
        clearStorageOnWithdrawal = clear;
        return this;
    }

    /**
     * Sets whether elements of denied vendors in HTML pages are made inert, and denied embeds show a placeholder with its
     * own form; off by default, because it makes every page private. Returns this builder.
     */
    public ConsentFilterBuilder gateMarkup(boolean gate) {
        gateMarkup = gate;
        return this;
    }

    /**
     * Sets whether responses explain every verdict in the header {@code Consent-Explain}, and the page {@code explain} and
     * {@code explain.json} below the base path answer why; for development only, off by default. It reads the ledger on
     * each request and makes every response private. Returns this builder.
     */
    public ConsentFilterBuilder explain(boolean show) {
        explain = show;
        return this;
    }

    /**
     * Sets a purpose or category without which no session is created or shown, for applications whose session is not
     * strictly necessary: the container sets its cookie past every filter. Declare that cookie for the same purpose. While
     * it is denied, {@code getSession(false)} gives null and {@code getSession(true)} a session that lasts for this request
     * only and sets no cookie; every response that asks for a session becomes private. Returns this builder.
     */
    public ConsentFilterBuilder sessionsNeed(String purposeOrCategory) {
        sessionsNeed = purposeOrCategory;
        return this;
    }

    /** Sets how many writes one address prefix has in an hour; over it refusals still take effect. Returns this builder. */
    public ConsentFilterBuilder writesPerHour(int writes) {
        writesPerHour = writes;
        return this;
    }

    /** Sets the clock of deletions, tokens and limits; returns this builder. */
    ConsentFilterBuilder clock(InstantSource value) {
        clock = value;
        return this;
    }

    /**
     * The filter.
     *
     * @return the filter
     * @throws ConfigurationException listing every problem
     */
    public ConsentFilter build() {
        List<Problem> problems = new ArrayList<>();
        if (!BASE_PATH.matcher(basePath).matches()) {
            problems.add(Problem.at(
                    "basePath",
                    "'" + basePath + "' is no path.",
                    "Begin with a slash, end without one, and use letters, digits, '-', '_' and '~' only."));
        }
        if (writesPerHour < 1) {
            problems.add(Problem.at(
                    "writesPerHour",
                    writesPerHour + " would refuse every grant.",
                    "Name at least 1; the default is " + RateLimit.DEFAULT_WRITES + "."));
        }
        problems.addAll(missingAccounts());
        problems.addAll(unknownSessionPurposes());
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The consent filter", problems);
        }
        RateLimit limit = new RateLimit(service.keys(), clock, writesPerHour);
        OneTimeToken tokens = new OneTimeToken(service.keys(), clock);
        PlaceholderHandler placeholders = new PlaceholderHandler();
        MarkupGate markup = gateMarkup ? new MarkupGate(placeholders::address) : null;
        GateRules rules = new GateRules(hideUndeclared, clock, fields(), explain, sessionsNeed, markup);
        Entrance entrance = new Entrance(
                service,
                rules,
                new SiteExpiry(sweepUndeclared),
                jurisdiction,
                account,
                new Unasked(limit, clock),
                new BannerMarkup(),
                basePath);
        List<PageHandler> handlers =
                handlers(new ChoicesHandler(tokens, limit, clearStorageOnWithdrawal), placeholders);
        handlers.add(new ReceiptHandler(service.keys(), tokens, limit));
        Pages pages = new Pages(basePath, new ConsoleHandler(service, console, clock, limit), handlers, trackingStatus);
        return new ConsentFilter(entrance, pages, wellKnown());
    }

    private List<ConsentField> fields() {
        List<ConsentField> fields =
                new ArrayList<>(ContentSecurityPolicy.fields(contentSecurityPolicy, "/" + ViolationHandler.PATH));
        if (permissionsPolicy) {
            fields.add(new PermissionsPolicyField());
        }
        if (trackingStatus) {
            fields.add(new TrackingStatusField());
        }
        return fields;
    }

    private List<PageHandler> handlers(ChoicesHandler choices, PlaceholderHandler placeholders) {
        List<PageHandler> handlers = new ArrayList<>(List.of(choices, placeholders));
        if (contentSecurityPolicy != CspMode.OFF) {
            RateLimit reports = new RateLimit(service.keys(), clock, ViolationHandler.REPORTS_PER_HOUR);
            handlers.add(new ViolationHandler(service.violations(), reports));
        }
        if (explain) {
            handlers.add(new ExplainHandler());
            LOG.warn(
                    "Every verdict is explained in the header {} and at {}/explain, with decision ids and without asking who"
                            + " reads: explain(true) is for development.",
                    ExplainLines.FIELD,
                    basePath);
        }
        return handlers;
    }

    private WellKnown wellKnown() {
        List<PageHandler> resources = new ArrayList<>(List.of(new GpcHandler()));
        if (trackingStatus) {
            resources.add(new TrackingStatusHandler());
        }
        return new WellKnown(resources, trackingStatus);
    }

    /** A caller without a null checker would else get no account, and nobody would notice. */
    private List<Problem> missingAccounts() {
        return account != null
                ? List.of()
                : List.of(Problem.at(
                        "account",
                        "nobody says who is signed in.",
                        "Pass a function that gives the id of the account, or leave the call out."));
    }

    private static Problem unknownSessionPurpose(SiteConsent site, Policy policy, String needed) {
        boolean several = site.site().policies().versions().size() > 1;
        Set<String> known = new LinkedHashSet<>();
        policy.purposes().forEach(purpose -> known.addAll(List.of(purpose.id(), purpose.category())));
        return Problem.at(
                "sessionsNeed",
                Problem.quoted(needed) + " is no purpose or category of site '"
                        + site.site().id() + "'" + (several ? " in version " + policy.version() : "") + ".",
                Nearest.suggestion(needed, known, "Known: " + String.join(", ", known) + "."));
    }

    /** Of the version in force and of those to come, because nothing starts anew when one comes into force. */
    private List<Problem> unknownSessionPurposes() {
        List<Problem> problems = new ArrayList<>();
        String needed = sessionsNeed;
        if (needed != null) {
            for (SiteConsent site : service.sites()) {
                Policy policy = site.evaluate(Given.NONE, Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE)
                        .policy();
                List<Policy> versions = site.site().policies().versions();
                for (Policy each : versions.subList(versions.indexOf(policy), versions.size())) {
                    if (each.purposesNamed(needed).isEmpty()) {
                        problems.add(unknownSessionPurpose(site, each, needed));
                    }
                }
            }
        }
        return problems;
    }
}
