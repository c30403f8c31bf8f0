package dev.consent4j.violation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The findings of all sites of an application, in memory and, if there is a file, over restarts. Bounded: at most 500 a
 * site, 50 routes for one origin and directive, until 30 days after the last report. Thread safe; never throws for a file
 * that fails.
 *
 * <p>Several processes may share the file; counts of two that write in the same instant may be too low.
 */
public final class ViolationFindings implements AutoCloseable {

    /** Days after the last report for which a finding is kept. */
    public static final int KEPT_DAYS = 30;

    /** How long reports wait at most to be saved, while there are further ones. */
    static final Duration SAVED_AFTER = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ViolationFindings.class);

    private final InstantSource clock;
    private final @Nullable FindingsFile file;
    private final Map<String, SiteFindings> bySite = new TreeMap<>();
    private Instant saveFrom = Instant.MIN;
    private boolean toldFailure;

    private ViolationFindings(InstantSource clock, @Nullable FindingsFile file) {
        this.clock = clock;
        this.file = file;
        if (file != null) {
            synchronize();
        }
    }

    /**
     * Findings that end with the process.
     *
     * @param clock the time
     * @return none yet
     */
    public static ViolationFindings inMemory(InstantSource clock) {
        return new ViolationFindings(clock, null);
    }

    /**
     * Findings that are kept in a file, readable by its owner only and written at most once a minute.
     *
     * @param file the file; it and its directory are created with the first finding
     * @param clock the time
     * @return what the file holds
     */
    public static ViolationFindings in(Path file, InstantSource clock) {
        return new ViolationFindings(clock, new FindingsFile(file));
    }

    /**
     * Counts a violation.
     *
     * @param site id of the site it happened on
     * @param violation what happened
     */
    public synchronized void add(String site, Violation violation) {
        bySite.computeIfAbsent(site, id -> new SiteFindings()).add(violation, today());
        if (!clock.instant().isBefore(saveFrom)) {
            synchronize();
        }
    }

    /**
     * The findings of a site.
     *
     * @param site its id
     * @return the findings, latest and most frequent first
     */
    public synchronized List<ViolationFinding> of(String site) {
        synchronize();
        SiteFindings findings = bySite.get(site);
        return findings == null ? List.of() : findings.newestFirst();
    }

    /**
     * How many findings of a site were dropped since the start because there were too many.
     *
     * @param site its id
     * @return 0 for none
     */
    public synchronized long dropped(String site) {
        SiteFindings findings = bySite.get(site);
        return findings == null ? 0 : findings.dropped();
    }

    /** Saves what is not saved yet. */
    @Override
    public synchronized void close() {
        synchronize();
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Takes over what other processes saved, saves what is new here, and forgets what is old. */
    private void synchronize() {
        LocalDate oldest = today().minusDays(KEPT_DAYS);
        if (file != null) {
            try {
                rebase(file, oldest);
                toldFailure = false;
            } catch (IOException failed) {
                tell(failed);
            }
        }
        bySite.values().forEach(findings -> findings.forgetBefore(oldest));
    }

    private void rebase(FindingsFile shared, LocalDate oldest) throws IOException {
        saveFrom = clock.instant().plus(SAVED_AFTER);
        Map<String, List<ViolationFinding>> saved = shared.read();
        saved.keySet().forEach(site -> bySite.computeIfAbsent(site, id -> new SiteFindings()));
        bySite.forEach((site, findings) -> {
            findings.rebase(saved.getOrDefault(site, List.of()));
            findings.forgetBefore(oldest);
        });
        if (bySite.values().stream().anyMatch(SiteFindings::hasUnsaved)) {
            Map<String, List<ViolationFinding>> all = new TreeMap<>();
            bySite.forEach((site, findings) -> all.put(site, findings.newestFirst()));
            shared.write(all);
            bySite.values().forEach(SiteFindings::saved);
        }
    }

    private void tell(IOException failed) {
        if (!toldFailure) {
            toldFailure = true;
            LOG.warn(
                    "Findings of the Content-Security-Policy cannot be kept over a restart now: {}", failed.toString());
        }
    }
}
