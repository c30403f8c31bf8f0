package dev.consent4j.servlet.wellknown;

import dev.consent4j.SiteConsent;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The GPC support resource {@code gpc.json} (Global Privacy Control, 4): {@code gpc} is true, because {@code Sec-GPC: 1}
 * always stops sale, sharing and targeted advertising, and true also of a site that has none to stop. In report mode the
 * gate stops nothing, so nothing is claimed: the path is the application's. Thread safe.
 *
 * <p>{@code lastUpdate} is the day since which that is so: of the version in force or of the last change of the
 * configuration, whichever came later; left out while neither is known.
 */
public final class GpcHandler implements PageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(GpcHandler.class);
    private static final String PATH = "gpc.json";

    private final Map<String, Statement> statements = new ConcurrentHashMap<>();

    private record Statement(LocalDate today, Optional<LocalDate> lastUpdate) {}

    /** The handler, for all sites of an application. */
    public GpcHandler() {}

    @Override
    public boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if (!path.equals(PATH) || TrackingStatus.isTesting(visitor)) {
            return false;
        }
        Map<String, Object> members = new HashMap<>(Map.of("gpc", true));
        lastUpdate(visitor.site()).ifPresent(day -> members.put("lastUpdate", day.toString()));
        new JsonResource("application/json", members).send(request, response);
        return true;
    }

    private Optional<LocalDate> lastUpdate(SiteConsent site) {
        LocalDate today = site.today();
        Statement known = statements.get(site.site().id());
        if (known == null || !known.today().equals(today)) {
            try {
                Optional<LocalDate> day = latest(inForceSince(site, today), configuredOn(site));
                known = new Statement(today, day);
                statements.put(site.site().id(), known);
            } catch (StoreException unavailable) {
                LOG.debug("The day of the last configuration cannot be read now", unavailable);
                return inForceSince(site, today);
            }
        }
        return known.lastUpdate();
    }

    private static Optional<LocalDate> latest(Optional<LocalDate> first, Optional<LocalDate> second) {
        return Stream.concat(first.stream(), second.stream()).max(LocalDate::compareTo);
    }

    /** The last day on which the version in force took force somewhere; a policy need not name one. */
    private static Optional<LocalDate> inForceSince(SiteConsent site, LocalDate today) {
        PolicyHistory policies = site.site().policies();
        return policies.current(Jurisdiction.UNKNOWN, today).effectiveFrom().values().stream()
                .filter(from -> !from.isAfter(today) && !from.equals(LocalDate.EPOCH))
                .max(LocalDate::compareTo);
    }

    private static Optional<LocalDate> configuredOn(SiteConsent site) {
        return site.ledger().find(EntryQuery.newest(EntryKind.CONFIGURATION.id(), 1)).stream()
                .flatMap(entry -> entry.entry().stream())
                .filter(ConfigurationInForce.class::isInstance)
                .map(entry -> ((ConfigurationInForce) entry)
                        .time()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate())
                .findFirst();
    }
}
