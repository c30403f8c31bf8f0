package dev.consent4j.ledger;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private final SecureRandom random;
    private final Bounds bounds;
    private final PendingEntries queue;
    private final Thread writer;
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
        this.random = random;
        this.bounds = bounds;
        this.queue = new PendingEntries(bounds.queue());
        this.writer =
                new Thread(new EntryWriter(site, store, codec, queue, bounds.batch()), "consent4j-ledger-" + site);
        writer.setDaemon(true);
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
        ledger.writer.start();
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
     * Records what was accepted, publishes it, then stops and closes the store. Idempotent. An entry that is not durable after
     * {@link #CLOSE_TIMEOUT} is answered as unavailable.
     */
    @Override
    public void close() {
        queue.close();
        try {
            writer.join(bounds.closing().toMillis());
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
