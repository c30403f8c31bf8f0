package dev.consent4j;

import dev.consent4j.key.Keyring;
import dev.consent4j.outbox.DeliveryStatus;
import dev.consent4j.outbox.Outbox;
import dev.consent4j.violation.ViolationFindings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library of one application: its sites, running. Close it when the application stops. Thread safe.
 */
public final class ConsentService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentService.class);

    private final List<SiteConsent> sites;
    private final Keyring keys;
    private final ViolationFindings violations;
    private final List<Outbox> outboxes;
    private final List<AutoCloseable> resources;
    private final Optional<SiteConsent> only;
    private final Map<String, Optional<SiteConsent>> byHost = new HashMap<>();

    ConsentService(
            List<SiteConsent> sites,
            Keyring keys,
            ViolationFindings violations,
            List<Outbox> outboxes,
            List<AutoCloseable> resources) {
        this.sites = List.copyOf(sites);
        this.keys = keys;
        this.violations = violations;
        this.outboxes = List.copyOf(outboxes);
        this.resources = List.copyOf(resources);
        this.sites.forEach(site -> site.site().hosts().forEach(host -> byHost.put(host, Optional.of(site))));
        SiteConsent first = this.sites.get(0);
        this.only = this.sites.size() == 1 && first.site().hosts().isEmpty() ? Optional.of(first) : Optional.empty();
    }

    /**
     * Starts a service.
     *
     * @return a builder
     */
    public static ConsentServiceBuilder builder() {
        return new ConsentServiceBuilder();
    }

    /** The sites, in the order they were named. */
    public List<SiteConsent> sites() {
        return sites;
    }

    /** The secrets of this application. */
    public Keyring keys() {
        return keys;
    }

    /** What browsers reported as blocked by the Content-Security-Policy made from consent, by site id. */
    public ViolationFindings violations() {
        return violations;
    }

    /** How far each listener is with each site's entries; empty without listeners. Asks each ledger for its size. */
    public List<DeliveryStatus> deliveries() {
        return outboxes.stream().flatMap(outbox -> outbox.status().stream()).toList();
    }

    /**
     * The site of a host.
     *
     * @param host a host name, with or without port, in any case
     * @return the site; empty for an unknown host, to which everything optional is denied
     */
    public Optional<SiteConsent> site(String host) {
        if (only.isPresent()) {
            return only;
        }
        int colon = host.lastIndexOf(':');
        boolean port = colon >= 0 && host.indexOf(']', colon) < 0;
        String name = (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
        return byHost.getOrDefault(name, Optional.empty());
    }

    /** Stops accepting answers, finishes those under way and releases files and connections. */
    @Override
    public void close() {
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception failed) {
                LOG.warn("Closing {} failed", resource, failed);
            }
        }
    }
}
