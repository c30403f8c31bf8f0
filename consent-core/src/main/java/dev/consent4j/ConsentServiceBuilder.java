package dev.consent4j;

import dev.consent4j.entry.EntryCodec;
import dev.consent4j.json.EntryJson;
import dev.consent4j.key.KeyFileException;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.LedgerKeys;
import dev.consent4j.ledger.CheckpointSink;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Deliveries;
import dev.consent4j.ledger.Publishing;
import dev.consent4j.outbox.ConsentListener;
import dev.consent4j.outbox.Outbox;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Problem;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.jdbc.SqliteFile;
import dev.consent4j.store.memory.InMemoryStore;
import dev.consent4j.violation.ViolationFindings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a {@link ConsentService}; not thread safe.
 *
 * <p>Keys and the embedded ledger live in one data directory, which is created with owner-only rights. Memory only is
 * used only when asked for.
 */
public final class ConsentServiceBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentServiceBuilder.class);
    private static final String KEY_FILE = "keys";
    private static final String LEDGER_FILE = "ledger.sqlite";
    private static final String FINDINGS_FILE = "csp-findings";

    private final List<Site> sites = new ArrayList<>();
    private final List<NamedListener> listeners = new ArrayList<>();
    private @Nullable Path data;
    private @Nullable Keyring keys;
    private @Nullable Function<String, ConsentStore> stores;
    private final LedgerPublishing publishing = new LedgerPublishing();
    private String mode = "enforce";
    private Clock clock = Clock.systemUTC();
    private LongSupplier ticker = System::nanoTime;
    private SecureRandom random = new SecureRandom();

    ConsentServiceBuilder() {}

    private record NamedListener(String name, ConsentListener listener) {}

    /** Adds a site; returns this builder. */
    public ConsentServiceBuilder site(Site site) {
        sites.add(site);
        return this;
    }

    /** Adds the only site of an application, with a policy and any host; returns this builder. */
    public ConsentServiceBuilder policy(Policy policy) {
        return site(Site.of("site", policy));
    }

    /** Sets the directory for keys and the embedded ledger, created if absent; returns this builder. */
    public ConsentServiceBuilder data(Path directory) {
        data = directory;
        return this;
    }

    /** Keeps everything in memory, for tests and trials: nothing survives the process. Returns this builder. */
    public ConsentServiceBuilder inMemory() {
        keys = Keyring.inMemory(random);
        stores = site -> InMemoryStore.create();
        publishing.inMemory();
        return this;
    }

    /** Sets where each site's ledger is kept, by site id; the service closes the stores. Returns this builder. */
    public ConsentServiceBuilder stores(Function<String, ConsentStore> bySite) {
        stores = bySite;
        return this;
    }

    /** Sets the secrets, instead of a file in the data directory; returns this builder. */
    public ConsentServiceBuilder keys(Keyring value) {
        keys = value;
        return this;
    }

    /**
     * Sets who signs the checkpoints of a ledger, by its origin, instead of a file in the data directory: {@link
     * dev.consent4j.key.SigningKeys#of}, or keys whose secret a device keeps. Returns this builder.
     */
    public ConsentServiceBuilder signingKeys(Function<String, LedgerKeys> byOrigin) {
        publishing.keys(byOrigin);
        return this;
    }

    /**
     * Sets where the checkpoints of each ledger go, by site id, instead of a file in the data directory: to places that
     * the operator of the database cannot write. Returns this builder.
     */
    public ConsentServiceBuilder checkpointSinks(Function<String, List<CheckpointSink>> bySite) {
        publishing.sinks(bySite);
        return this;
    }

    /** Sets how long after an entry its checkpoint is made, 30 seconds unless set; returns this builder. */
    public ConsentServiceBuilder publishAfter(Duration delay) {
        publishing.delay(delay);
        return this;
    }

    /**
     * Sets the origin of a site's ledger: the first line of its checkpoints, a URL without its scheme such as {@code
     * example.org/consent/shop}. The first one a ledger is published under stays; another one stops the start. Returns
     * this builder.
     */
    public ConsentServiceBuilder origin(String site, String origin) {
        publishing.origin(site, origin, false);
        return this;
    }

    /**
     * Starts a new origin for a site's ledger where it was published under another one: the checkpoints of the other one
     * no longer bind it. For a ledger that had to be restored from an older backup, or whose signing key is lost. Returns
     * this builder.
     */
    public ConsentServiceBuilder newOrigin(String site, String origin) {
        publishing.origin(site, origin, true);
        return this;
    }

    /**
     * Adds a listener, which gets every entry of each site's ledger, from the first one on; see {@code docs/outbox.md}.
     *
     * @param name what the place up to which it has heard is kept under, see {@link Outbox#isName}; never change it
     * @param listener the listener; several sites call it from several threads
     * @return this builder
     */
    public ConsentServiceBuilder listener(String name, ConsentListener listener) {
        listeners.add(new NamedListener(name, listener));
        return this;
    }

    /** Adopts the library without withholding anything: undeclared and denied cookies pass and are reported. */
    public ConsentServiceBuilder reportOnly() {
        mode = "report";
        return this;
    }

    /** Sets the clock; returns this builder. */
    public ConsentServiceBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Sets what tells how much time has passed, in nanoseconds, {@link System#nanoTime} unless set: it says how old is what
     * this process knows of ended grants, whatever the clock is set to. Returns this builder.
     */
    public ConsentServiceBuilder ticker(LongSupplier nanos) {
        ticker = nanos;
        return this;
    }

    /** Sets the source of identities and salts; returns this builder. */
    public ConsentServiceBuilder random(SecureRandom value) {
        random = value;
        return this;
    }

    /**
     * Starts the service.
     *
     * @return the running service
     * @throws ConfigurationException listing every problem
     */
    public ConsentService build() {
        List<Problem> problems = problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The consent service", problems);
        }
        Opening opening = new Opening();
        try {
            return opening.service();
        } catch (RuntimeException failed) {
            opening.close(failed);
            throw failed;
        }
    }

    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (sites.isEmpty()) {
            problems.add(Problem.at("sites", "there is no site.", "Call site(...) or policy(...)."));
        }
        if (data == null && (keys == null || stores == null)) {
            problems.add(Problem.at(
                    "data",
                    "there is no data directory for keys and ledger.",
                    "Call data(Path), or inMemory() for a trial."));
        }
        Set<String> ids = new HashSet<>();
        Set<String> hosts = new HashSet<>();
        for (int i = 0; i < sites.size(); i++) {
            problems.addAll(SiteValidation.problems(sites.get(i), i, sites.size(), ids, hosts));
        }
        problems.addAll(publishing.problems(ids));
        problems.addAll(listenerProblems());
        return problems;
    }

    private List<Problem> listenerProblems() {
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < listeners.size(); i++) {
            String at = "listeners[" + i + "].name";
            String name = listeners.get(i).name();
            if (!Outbox.isName(name)) {
                problems.add(Problem.at(
                        at,
                        "'" + name + "' cannot name a listener.",
                        "Use at most " + Outbox.MAX_NAME + " lower case letters, digits, dots and hyphens."));
            }
            if (!names.add(name)) {
                problems.add(Problem.at(at, "'" + name + "' appears twice.", "Give each listener its own name."));
            }
        }
        return problems;
    }

    /** What is open so far, so that a failing start leaves nothing open. */
    private final class Opening {

        private final List<AutoCloseable> opened = new ArrayList<>();

        ConsentService service() {
            Keyring ring = keys != null ? keys : keyFile();
            Function<String, ConsentStore> source = stores != null ? stores : embedded();
            EntryCodec codec = new EntryJson();
            List<SiteConsent> running = new ArrayList<>();
            List<Outbox> outboxes = new ArrayList<>();
            for (Site site : sites) {
                ConsentStore store = source.apply(site.id());
                opened.add(0, store);
                Optional<Publishing> published = publishingOf(site, store, ring);
                ConsentLedger ledger = published
                        .map(how -> ConsentLedger.open(site.id(), store, codec, random, how))
                        .orElseGet(() -> ConsentLedger.open(site.id(), store, codec, random));
                opened.add(0, ledger);
                Configuration.check(site, mode, ring, published, ledger, clock);
                Records records = new Records(
                        site, ledger, deliveriesOf(store), new SuppressionMarks(site.id(), ring), clock, ticker);
                SiteConsent consent = new SiteConsent(site, mode, ring, ledger, records, new Identities(random), clock);
                opened.add(0, consent.tally());
                running.add(consent);
                outboxes.add(outbox(site, ledger, store));
            }
            opened.add(0, Upkeep.of(running));
            ViolationFindings violations = violations();
            opened.add(0, violations);
            return new ConsentService(running, ring, violations, outboxes, opened);
        }

        /** What listeners were given may have held what is erased; limits are reserved ahead, so a few too many are named. */
        private Deliveries deliveriesOf(ConsentStore store) {
            return indexes -> Outbox.given(store).stream()
                    .filter(given -> indexes.list().stream().anyMatch(given::mayHold))
                    .map(given -> "listener:" + given.listener())
                    .toList();
        }

        private Outbox outbox(Site site, ConsentLedger ledger, ConsentStore store) {
            Map<String, ConsentListener> named = new LinkedHashMap<>();
            listeners.forEach(listener -> named.put(listener.name(), listener.listener()));
            Outbox outbox = Outbox.open(site.id(), ledger, store, named, random);
            opened.add(0, outbox);
            return outbox;
        }

        private Keyring keyFile() {
            return usable(() -> Keyring.open(directory().resolve(KEY_FILE)));
        }

        private Optional<Publishing> publishingOf(Site site, ConsentStore store, Keyring ring) {
            Optional<Publishing> published = usable(() -> publishing.of(site, store, ring, data));
            if (published.isEmpty()) {
                LOG.warn(
                        "The ledger of site {} is not signed: there is neither a data directory nor a signing key. Call"
                                + " data(Path) or signingKeys(...).",
                        site.id());
            }
            return published;
        }

        private <T> T usable(Supplier<T> keyFile) {
            try {
                return keyFile.get();
            } catch (KeyFileException unusable) {
                throw new ConfigurationException(
                        "The key file",
                        List.of(Problem.at(
                                "data",
                                String.valueOf(unusable.getMessage()),
                                "See docs/operations.md, the data directory.")));
            }
        }

        private Function<String, ConsentStore> embedded() {
            SqliteFile file = SqliteFile.open(directory().resolve(LEDGER_FILE));
            opened.add(file);
            return file::ledger;
        }

        private ViolationFindings violations() {
            return data == null
                    ? ViolationFindings.inMemory(clock)
                    : ViolationFindings.in(data.resolve(FINDINGS_FILE), clock);
        }

        private Path directory() {
            if (data == null) {
                throw new IllegalStateException("checked before");
            }
            return data;
        }

        void close(RuntimeException failed) {
            for (AutoCloseable resource : opened) {
                try {
                    resource.close();
                } catch (Exception alsoFailed) {
                    failed.addSuppressed(alsoFailed);
                }
            }
        }
    }
}
