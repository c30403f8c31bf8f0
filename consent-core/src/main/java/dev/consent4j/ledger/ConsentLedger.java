package dev.consent4j.ledger;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one site: every entry in order, append-only, each committed to by a leaf of a Merkle tree. The only
 * writer of its store in this process; other processes may write to the same store. Thread safe.
 *
 * <p>Appends from many threads share a transaction. Reads go to the store directly and are compared with the leaf
 * hashes.
 */
public final class ConsentLedger implements AutoCloseable {

    /** Entries that may wait for the writer; one more is refused as unavailable. */
    public static final int QUEUE = 1024;

    /** Entries that share a transaction, at most. */
    public static final int BATCH = 256;

    /** Bytes of an entry, at most; a policy text or a rendering with thousands of declarations has room. */
    public static final int MAX_ENTRY_BYTES = 4 * 1_024 * 1_024;

    /** How long a caller waits for its entry to become durable. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long {@link #close()} waits for what was already accepted. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final ConsentStore store;
    private final EntryCodec codec;
    private final EntryReader reader;
    private final RestrictedPlaces restricted;
    private final SecureRandom random;
    private final Bounds bounds;
    private final PendingEntries queue;
    private final ErasedSubjects erasedSubjects = new ErasedSubjects();
    private final AppendListeners listeners = new AppendListeners();
    private final List<Thread> writers;
    private final @Nullable Publishing publishing;
    private final @Nullable Publication publication;

    private ConsentLedger(
            String site,
            ConsentStore store,
            EntryCodec codec,
            SecureRandom random,
            Bounds bounds,
            @Nullable Publishing publishing) {
        this.store = store;
        this.codec = codec;
        this.reader = new EntryReader(codec);
        this.restricted = new RestrictedPlaces(store, reader);
        this.random = random;
        this.bounds = bounds;
        this.queue = new PendingEntries(site, bounds.queue());
        EntryWriter writer = new EntryWriter(site, store, codec, queue, bounds.batch(), erasedSubjects, listeners);
        this.writers = List.of(
                new Thread(writer, "consent4j-ledger-" + site), new Thread(writer, "consent4j-ledger-" + site + "-2"));
        this.publishing = publishing;
        this.publication = publishing == null ? null : new Publication(site, store, publishing);
    }

    /** What limits a ledger; smaller ones in tests. */
    record Bounds(int queue, int batch, Duration patience, Duration closing) {

        static final Bounds DEFAULT = new Bounds(QUEUE, BATCH, PATIENCE, CLOSE_TIMEOUT);
    }

    /**
     * Opens the ledger of a site that never publishes, and starts its writer; asks nothing of the store yet.
     *
     * @param site id of the site, for the log and the writer's name
     * @param store where the entries are kept; closed with the ledger
     * @param codec turns entries into bytes
     * @param random source of the salts
     * @return the ledger
     */
    public static ConsentLedger open(String site, ConsentStore store, EntryCodec codec, SecureRandom random) {
        return open(site, store, codec, random, Bounds.DEFAULT, null);
    }

    /**
     * Opens the ledger of a site, and starts its writer and its publisher; asks nothing of the store yet.
     *
     * @param site id of the site, for the log and the names of threads
     * @param store where the entries are kept; closed with the ledger
     * @param codec turns entries into bytes
     * @param random source of the salts
     * @param publishing how it is published
     * @return the ledger
     */
    public static ConsentLedger open(
            String site, ConsentStore store, EntryCodec codec, SecureRandom random, Publishing publishing) {
        return open(site, store, codec, random, Bounds.DEFAULT, publishing);
    }

    static ConsentLedger open(
            String site,
            ConsentStore store,
            EntryCodec codec,
            SecureRandom random,
            Bounds bounds,
            @Nullable Publishing publishing) {
        ConsentLedger ledger = new ConsentLedger(site, store, codec, random, bounds, publishing);
        for (Thread writer : ledger.writers) {
            writer.setDaemon(true);
            writer.start();
        }
        if (ledger.publication != null) {
            ledger.publication.start();
        }
        return ledger;
    }

    /**
     * Records an entry; returns when it is durable. An entry with a known id is not recorded again.
     *
     * @param entry what happened
     * @return its place, or the place of the first entry with its id
     * @throws StoreUnavailableException if it was not recorded, or if that is unknown; asking again with the same id is
     *     safe
     * @throws dev.consent4j.store.EntryRefusedException if it can never be recorded, such as one that is too long
     * @throws StoreCorruptedException if the store contradicts itself
     */
    public Recorded record(Entry entry) {
        byte[] salt = new byte[Commitment.SALT_BYTES];
        random.nextBytes(salt);
        PendingEntry pending = PendingEntry.of(entry, codec, salt);
        return switch (queue.offer(pending)) {
            case TAKEN -> awaited(pending);
            case FULL ->
                throw new StoreUnavailableException(
                        bounds.queue() + " entries already wait to be recorded", true, null);
            case CLOSED -> throw closed();
        };
    }

    private Recorded awaited(PendingEntry pending) {
        try {
            return pending.await(bounds.patience());
        } finally {
            if (publication != null) {
                publication.recorded();
            }
        }
    }

    /**
     * Names who is told that something was appended in this process, so that it need not wait for its next look. Called
     * by a writer's thread after its callers are answered, so it must return at once; what it throws is logged once.
     * Appends of other processes are not told.
     *
     * @param wake what to call
     */
    public void onAppend(Runnable wake) {
        listeners.add(wake);
    }

    /**
     * The entry with an id.
     *
     * @param id the entry's id
     * @return the entry, empty if there is none
     */
    public Optional<LedgerEntry> find(String id) {
        return store.byId(id).map(reader::read);
    }

    /**
     * Entries by kind and subject, newest first.
     *
     * @param query what to look for
     * @return the entries, fewer at the end
     */
    public List<LedgerEntry> find(EntryQuery query) {
        return store.find(query).stream().map(reader::read).toList();
    }

    /**
     * Entries in order.
     *
     * @param from first index
     * @param limit how many at most, from 1
     * @return the entries, fewer at the end
     */
    public List<LedgerEntry> read(long from, int limit) {
        return store.read(from, limit).stream().map(reader::read).toList();
    }

    /**
     * Entries in order as the store keeps them, with salt and bytes: all that an export or a proof is made of. Not compared
     * with their leaf hashes.
     *
     * @param from first index
     * @param limit how many at most, from 1
     * @return the entries, fewer at the end
     */
    public List<StoredEntry> stored(long from, int limit) {
        return store.read(from, limit);
    }

    /**
     * An entry of the store, compared with its leaf hash.
     *
     * @param stored what {@link #stored} gave
     * @return the entry
     */
    public LedgerEntry read(StoredEntry stored) {
        return reader.read(stored);
    }

    /**
     * The places of entries whose erasure was asked for and that are only kept because they are still owed, as of now: what
     * is to be shown to nobody without a reason of its own. Asks the store for what is new.
     *
     * @return the places, also of those that were erased since
     */
    public IndexRanges restricted() {
        return restricted.now();
    }

    /** Number of entries, erased ones included. */
    public long size() {
        return store.head().size();
    }

    /** The root of the Merkle tree over all entries (RFC 6962 section 2.1), 32 bytes. */
    public byte[] root() {
        return BatchPlan.frontierOf(store.head()).root();
    }

    /**
     * Signs what was recorded and not yet published, and gives the sinks what they lack. Happens by itself soon after
     * each entry; nothing is signed when nothing changed.
     *
     * @return the last signed checkpoint; empty while there is no entry
     * @throws StoreUnavailableException if store, signer or a sink cannot be reached now
     * @throws StoreCorruptedException if what is stored contradicts itself or a checkpoint that was
     *     given out, so that signing would contradict it too
     * @throws IllegalStateException if this ledger was opened without a key
     */
    public Optional<SignedNote> publish() {
        if (publication == null) {
            throw new IllegalStateException(PublishingState.OFF.reason());
        }
        return publication.publish();
    }

    /** Whether what is recorded gets signed and reaches the sinks. Asks nobody. */
    public PublishingState publishing() {
        return publication == null ? PublishingState.OFF : publication.state();
    }

    /** Under which name and with which keys this ledger is published; empty if it never is. */
    public Optional<Publishing> publishedAs() {
        return Optional.ofNullable(publishing);
    }

    /**
     * The root of a full subtree, as the tiles have it: of the leaves from {@code index * 2^height} on, {@code 2^height} of
     * them; with height 0 a leaf hash. Reads one row.
     *
     * @param height the height, from 0
     * @param index the subtree's index among those of its height, from 0
     * @return 32 bytes
     * @throws StoreCorruptedException if no tile has it, such as where no checkpoint covers it
     */
    public byte[] subtreeRoot(int height, long index) {
        return new TileTree(store).root(new Subtree(height, index));
    }

    /** The last signed checkpoint; empty before the first. */
    public Optional<SignedNote> checkpoint() {
        return PublishedNote.in(store).map(PublishedNote::note);
    }

    /**
     * The proof that an entry is in the tree of the last checkpoint. Reads at most six rows of 10 million.
     *
     * @param index the entry's index
     * @return the proof; empty while no checkpoint covers the index
     */
    public Optional<InclusionProof> inclusion(long index) {
        return PublishedNote.in(store)
                .map(last -> last.checkpoint().size())
                .filter(size -> index >= 0 && index < size)
                .map(size -> new TileTree(store).inclusion(index, size));
    }

    /**
     * The proof that the tree of one size continues that of another. Reads at most six rows of 10 million.
     *
     * @param from the older size
     * @param to the newer size
     * @return the proof; empty unless {@code 0 <= from <= to} and a checkpoint covers the newer size
     */
    public Optional<ConsistencyProof> consistency(long from, long to) {
        return PublishedNote.in(store)
                .map(last -> last.checkpoint().size())
                .filter(size -> from >= 0 && from <= to && to <= size)
                .map(size -> new TileTree(store).consistency(from, to));
    }

    /**
     * All that is needed to show an entry to somebody who knows the ledger's key: the proof and the signed checkpoint.
     * Compared with the entry's leaf hash before it is given out.
     *
     * @param index the entry's index
     * @return the proof; empty while no checkpoint covers the index
     * @throws StoreCorruptedException if leaf hash, tiles and checkpoint contradict each other
     */
    public Optional<EntryProof> prove(long index) {
        return PublishedNote.in(store)
                .filter(last -> index >= 0 && index < last.checkpoint().size())
                .map(last -> proof(index, last));
    }

    private EntryProof proof(long index, PublishedNote last) {
        InclusionProof inclusion =
                new TileTree(store).inclusion(index, last.checkpoint().size());
        boolean proven = store.read(index, 1).stream()
                .anyMatch(entry -> entry.index() == index
                        && inclusion.verifies(
                                entry.leafHash(), last.checkpoint().root()));
        if (!proven) {
            throw new StoreCorruptedException("entry " + index + " does not fit the last checkpoint", null);
        }
        return new EntryProof(inclusion, last.note());
    }

    /** Checks every entry and the root; reads the whole ledger. Entries recorded meanwhile are left out. */
    public LedgerCheck check() {
        return new EntryCheck(store, reader).all();
    }

    /**
     * Checks every entry, and whether the ledger continues a checkpoint; reads the whole ledger. Finds also what was done
     * by somebody who could write everything in the database, as far as the checkpoint covers it.
     *
     * @param checkpoint a checkpoint from a place that the database's operator cannot write to; its signature is checked
     *     already, see {@link SignedNote#check}
     * @return what was found, and which entries the checkpoint does not cover
     */
    public CheckpointCheck check(Checkpoint checkpoint) {
        return new EntryCheck(store, reader).against(checkpoint);
    }

    /**
     * Checks a range of entries; the root too if the range is the whole ledger.
     *
     * @param from first index
     * @param to first index no longer checked; what lies beyond the end is cut off
     * @return what was found
     */
    public LedgerCheck check(long from, long to) {
        return new EntryCheck(store, reader).range(from, to);
    }

    /**
     * Erases entries: each loses bytes, salt and lookup keys, and in the same transaction an entry that is never erased
     * names its place, so that every proof stays valid and every gap is accounted for. Returns when a look finds nothing
     * more to erase. Of a subject this process appends nothing any more from here on; what another process appends
     * meanwhile is erased by asking again with the same request, as is what a crash left over. Erasing twice changes
     * nothing.
     *
     * @param order what and why
     * @param spared what is left in place though it belongs to the order, such as what a legal hold covers, also one that
     *     another process places before the transaction; entries of erasures are left in any case
     * @param deliveries what was handed on beside exports
     * @return what was erased and what was not
     * @throws StoreUnavailableException if the store failed; whole parts may be done, asking again does the rest
     */
    public Erasure erase(ErasureOrder order, Spared spared, Deliveries deliveries) {
        for (ErasureOrder.Target target : order.targets()) {
            if (target instanceof ErasureOrder.Target.OfSubject one) {
                erasedSubjects.add(one.subject());
            }
        }
        return new EntryEraser(store, codec, random, order, spared, deliveries, bounds.batch()).erase();
    }

    /**
     * Records what was accepted, publishes it, then stops and closes the store. Idempotent. An entry that is not durable after
     * {@link #CLOSE_TIMEOUT} is answered as unavailable.
     */
    @Override
    public void close() {
        queue.close();
        try {
            long until = System.nanoTime() + bounds.closing().toNanos();
            for (Thread writer : writers) {
                // Not 0, which would be for ever.
                writer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.drain().forEach(pending -> pending.fail(closed()));
        if (publication != null) {
            publication.close(bounds.closing());
        }
        store.close();
    }

    private static StoreUnavailableException closed() {
        return new StoreUnavailableException("the ledger is closed", true, null);
    }
}
