package dev.consent4j.outbox;

import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Delivers the entries of one ledger to listeners, each by its own thread, at least once and in order. Several processes
 * may open an outbox on one store: each listener is then served by one of them, as well as that can be known, and
 * another goes on when that one ends or gives no sign of life. Thread safe.
 */
public final class Outbox implements AutoCloseable {

    /** How often entries of other processes are looked for; those of this process are delivered at once. */
    public static final Duration POLL = Duration.ofSeconds(2);

    /** How long a process that delivers may give no sign of life before another one takes over. */
    public static final Duration LEASE = Duration.ofSeconds(20);

    /** The longest pause before an entry that could not be delivered is tried again. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** How long {@link #close()} waits for a delivery under way before it interrupts it, and once more after. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Entries read and held in memory at once, at most, for each listener. */
    public static final int PAGE = 32;

    /** Entries that may be delivered before the store is told so again. */
    public static final int RESERVE = 1_024;

    /** Characters of a listener's name, at most. */
    public static final int MAX_NAME = 40;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0," + (MAX_NAME - 1) + "}");

    private static final int TOKEN_BYTES = 16;

    private final String site;
    private final ConsentLedger ledger;
    private final Timing timing;
    private final List<DeliveryThread> threads;

    private Outbox(String site, ConsentLedger ledger, Timing timing, List<DeliveryThread> threads) {
        this.site = site;
        this.ledger = ledger;
        this.timing = timing;
        this.threads = threads;
    }

    /**
     * Opens the outbox of a ledger and starts delivering; asks nothing of store and listeners in the caller's thread.
     *
     * @param site id of the site, for deliveries, log and threads
     * @param ledger whose entries are delivered; closed by the caller, after this
     * @param store where the ledger is kept, and how far each listener is
     * @param listeners the listeners by {@linkplain #isName name}; under another name a listener begins anew with the
     *     first entry
     * @param random source of the pauses after failures and of the process's token
     * @return the outbox
     */
    public static Outbox open(
            String site,
            ConsentLedger ledger,
            ConsentStore store,
            Map<String, ConsentListener> listeners,
            RandomGenerator random) {
        return open(site, ledger, store, listeners, random, Timing.DEFAULT, System::nanoTime);
    }

    static Outbox open(
            String site,
            ConsentLedger ledger,
            ConsentStore store,
            Map<String, ConsentListener> listeners,
            RandomGenerator random,
            Timing timing,
            LongSupplier nanos) {
        Cursors cursors = new Cursors(store);
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        String process = HexFormat.of().formatHex(token);
        List<DeliveryThread> threads = listeners.entrySet().stream()
                .map(listener -> new DeliveryLoop(
                        site,
                        listener.getKey(),
                        listener.getValue(),
                        ledger,
                        new CursorLease(cursors, listener.getKey(), process, timing, nanos),
                        new Backoff(timing.firstPause(), random),
                        timing,
                        nanos))
                .map(loop -> new DeliveryThread(site, loop))
                .toList();
        Outbox outbox = new Outbox(site, ledger, timing, threads);
        threads.forEach(DeliveryThread::start);
        ledger.onAppend(outbox::wake);
        return outbox;
    }

    /**
     * Whether a text can name a listener: at most {@value #MAX_NAME} lower case letters, digits, dots and hyphens, the
     * first one a letter or digit.
     *
     * @param text the text
     * @return true if it can
     */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * What each listener there ever was has been given of a ledger, by any process. Read it when entries are erased, to
     * name who may hold them; those listeners are told by the erasure's own entry.
     *
     * @param store where the ledger is kept
     * @return the cursors, by name
     * @throws StoreException if the store cannot be read, or holds a cursor of a later version of this library
     */
    public static List<Cursor> given(ConsentStore store) {
        return new Cursors(store).all();
    }

    /** How far each listener is, in the order of their names; reads the ledger's size. Never throws. */
    public List<DeliveryStatus> status() {
        OptionalLong size = size();
        return threads.stream()
                .map(thread -> {
                    DeliveryLoop.Progress progress = thread.loop().progress();
                    OptionalLong lag =
                            size.isEmpty() ? size : OptionalLong.of(Math.max(0, size.getAsLong() - progress.next()));
                    return new DeliveryStatus(
                            site, thread.loop().name(), progress.state(), progress.next(), lag, progress.failure());
                })
                .toList();
    }

    /** Looks for new entries now, such as after an append that did not go through this process's ledger. */
    public void wake() {
        threads.forEach(DeliveryThread::wake);
    }

    /**
     * Lets the deliveries under way finish, saves the places and lets other processes take over at once. Idempotent. A
     * listener that does not return within {@link #CLOSE_TIMEOUT} is interrupted.
     */
    @Override
    public void close() {
        threads.forEach(DeliveryThread::stop);
        threads.forEach(thread -> thread.awaitEnd(timing.closing()));
    }

    private OptionalLong size() {
        try {
            return OptionalLong.of(ledger.size());
        } catch (StoreException unavailable) {
            return OptionalLong.empty();
        }
    }
}
