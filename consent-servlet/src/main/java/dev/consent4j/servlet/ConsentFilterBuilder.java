package dev.consent4j.servlet;

import dev.consent4j.ConsentService;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import dev.consent4j.servlet.banner.BannerMarkup;
import dev.consent4j.servlet.banner.ChoicesHandler;
import dev.consent4j.servlet.console.ConsoleAccess;
import dev.consent4j.servlet.console.ConsoleHandler;
import dev.consent4j.servlet.enforcement.GateRules;
import dev.consent4j.servlet.guard.OneTimeToken;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.request.JurisdictionResolver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Builds a {@link ConsentFilter}; not thread safe. Without further calls the filter is lawful. */
public final class ConsentFilterBuilder {

    private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9_~-]+)+");

    private final ConsentService service;
    private String basePath = "/privacy";
    private JurisdictionResolver jurisdiction = JurisdictionResolver.unknown();
    private ConsoleAccess console = ConsoleAccess.denied();
    private boolean hideUndeclared;
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
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The consent filter", problems);
        }
        RateLimit limit = new RateLimit(service.keys(), clock, writesPerHour);
        OneTimeToken tokens = new OneTimeToken(service.keys(), clock);
        GateRules rules = new GateRules(hideUndeclared, clock);
        Entrance entrance =
                new Entrance(service, rules, jurisdiction, new Unasked(limit, clock), new BannerMarkup(), basePath);
        Pages pages =
                new Pages(basePath, new ChoicesHandler(tokens, limit), new ConsoleHandler(service, console, clock));
        return new ConsentFilter(entrance, pages);
    }
}
