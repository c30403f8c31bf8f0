package dev.consent4j;

import dev.consent4j.key.Keyring;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library of one application: its sites, running. Close it when the application stops. Thread safe.
 */
public final class ConsentService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentService.class);

    private final List<SiteConsent> sites;
    private final Keyring keys;
    private final List<AutoCloseable> resources;
    private final Map<String, SiteConsent> byHost = new TreeMap<>();

    ConsentService(List<SiteConsent> sites, Keyring keys, List<AutoCloseable> resources) {
        this.sites = List.copyOf(sites);
        this.keys = keys;
        this.resources = List.copyOf(resources);
        this.sites.forEach(site -> site.site().hosts().forEach(host -> byHost.put(host, site)));
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

    /**
     * The site of a host.
     *
     * @param host a host name, with or without port, in any case
     * @return the site; empty for an unknown host, to which everything optional is denied
     */
    public Optional<SiteConsent> site(String host) {
        SiteConsent only = sites.get(0);
        if (sites.size() == 1 && only.site().hosts().isEmpty()) {
            return Optional.of(only);
        }
        int colon = host.lastIndexOf(':');
        boolean port = colon >= 0 && host.indexOf(']', colon) < 0;
        String name = (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(byHost.get(name));
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
