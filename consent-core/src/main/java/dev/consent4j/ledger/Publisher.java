package dev.consent4j.ledger;

import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.PublishingState.Condition;
import dev.consent4j.store.Cell;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.Head;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tiles and signed checkpoints of what was recorded. Signs nothing that does not continue every checkpoint known
 * to have been given out. Thread safe; one publication at a time.
 */
final class Publisher {

    private static final Logger log = LoggerFactory.getLogger(ConsentLedger.class);

    /** How often another process may be first. */
    private static final int ATTEMPTS = 8;

    /** Entries read at once. */
    private static final int PAGE = 256;

    /** Full tiles kept in one transaction: half a megabyte, so that entries never wait long for the head. */
    private static final int CHUNK = 64;

    private final String site;
    private final ConsentStore store;
    private final Publishing publishing;
    private final List<VerifyingKey> keys;
    private final List<SinkFeed> sinks;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile PublishingState state = PublishingState.CURRENT;

    Publisher(String site, ConsentStore store, Publishing publishing) {
        this(site, store, publishing, ConsentLedger.PATIENCE);
    }

    Publisher(String site, ConsentStore store, Publishing publishing, Duration patience) {
        this.patience = patience;
        this.site = site;
        this.store = store;
        this.publishing = publishing;
        this.keys = publishing.keys().verifying();
        this.sinks = publishing.sinks().stream().map(SinkFeed::new).toList();
    }

    PublishingState state() {
        return state;
    }

    /**
     * Publishes what was recorded and not yet published, and gives the sinks what they lack.
     *
     * @return the last checkpoint; empty while there is no entry
     * @throws StoreCorruptedException if signing would contradict a checkpoint already given out, or the store itself
     * @throws StoreUnavailableException if store, signer or a sink cannot be reached now, or another publication does not
     *     end
     */
    Optional<SignedNote> publish() {
        awaitTurn();
        try {
            Optional<PublishedNote> published = attempt(ATTEMPTS);
            published.ifPresent(last -> sinks.forEach(sink -> sink.offer(last.note())));
            become(sinks.stream()
                    .flatMap(sink -> sink.failure().stream())
                    .findFirst()
                    .map(failure -> new PublishingState(Condition.DELAYED, failure))
                    .orElse(PublishingState.CURRENT));
            return published.map(PublishedNote::note);
        } catch (StoreCorruptedException contradicted) {
            throw failed(Condition.STOPPED, contradicted);
        } catch (StoreException unavailable) {
            throw failed(Condition.DELAYED, unavailable);
        } catch (RuntimeException | Error broken) {
            throw failed(
                    Condition.DELAYED, new StoreUnavailableException("publishing failed: " + broken, false, broken));
        } finally {
            lock.unlock();
        }
    }

    /** A signer or sink that never returns must not keep everybody else who wants to publish. */
    private void awaitTurn() {
        try {
            if (lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while another thread was publishing", true, e);
        }
        throw failed(
                Condition.DELAYED,
                new StoreUnavailableException("a publication under way has not ended within " + patience, true, null));
    }

    private Optional<PublishedNote> attempt(int left) {
        String origin = publishing.origin();
        // Before the head: another process may publish meanwhile, and a head read first would look cut off.
        List<PublishedNote> given = new ArrayList<>();
        sinks.forEach(sink -> sink.last(origin).ifPresent(given::add));
        Optional<PublishedNote> stored = PublishedNote.in(store);
        Head head = store.head();
        Optional<PublishedNote> own =
                stored.filter(last -> last.checkpoint().origin().equals(origin));
        own.ifPresent(given::add);
        if (stored.isPresent() && own.isEmpty() && !publishing.startsNewOrigin()) {
            throw new StoreCorruptedException(
                    "it was published as '" + stored.get().checkpoint().origin() + "' and is now to be published as '"
                            + origin + "'; start a new origin if that is meant",
                    null);
        }
        given.forEach(last -> mustBeOursAndWithin(last, head));
        if (stored.isEmpty() && head.published() > 0) {
            // Unless another process has published between the two questions.
            if (PublishedNote.in(store).isEmpty()) {
                throw new StoreCorruptedException(
                        "the checkpoint over " + head.published() + " entries is missing", null);
            }
            return again(left);
        }
        if (head.size() == 0) {
            return Optional.empty();
        }
        boolean nothingNew = own.isPresent() && own.get().checkpoint().size() == head.size();
        PublishedNote last = nothingNew ? unchanged(own.get(), head, given) : integrate(own, head, given);
        if (last.checkpoint().size() >= head.size()) {
            return Optional.of(last);
        }
        // Another process was first and had not seen the newest entries, and nobody may look again before the next one.
        return again(left);
    }

    private Optional<PublishedNote> again(int left) {
        if (left == 1) {
            throw anotherPublishes();
        }
        return attempt(left - 1);
    }

    private void mustBeOursAndWithin(PublishedNote last, Head head) {
        if (last.note().check(keys) != SignedNote.Check.VERIFIED) {
            throw new StoreCorruptedException(
                    "the last checkpoint in " + last.place() + " is not signed by a key of this ledger", null);
        }
        if (last.checkpoint().size() > head.size()) {
            throw new StoreCorruptedException(
                    "the ledger has " + head.size() + " entries, but the last checkpoint in " + last.place()
                            + " covers " + last.checkpoint().size() + ": its end was cut off",
                    null);
        }
    }

    private PublishedNote unchanged(PublishedNote own, Head head, List<PublishedNote> given) {
        mustContinue(given, new TileTree(store), head);
        return own;
    }

    /** Makes the tiles from the last published size to the head, and the checkpoint over all. */
    private PublishedNote integrate(Optional<PublishedNote> own, Head head, List<PublishedNote> given) {
        long from = own.map(last -> last.checkpoint().size()).orElse(0L);
        TileBuilder tiles = TileBuilder.after(from, store);
        for (long next = from; next < head.size(); ) {
            for (StoredEntry entry : page(next, head.size())) {
                tiles.append(entry.leafHash());
                next++;
            }
            if (tiles.fullTiles() >= CHUNK && !keep(PublishPlan.tiles(head.published(), tiles.takeFull()))) {
                return byAnother();
            }
        }
        List<Cell> cells = new ArrayList<>(tiles.takeFull());
        cells.addAll(tiles.edge());
        mustContinue(given, new TileTree(store, cells), head);
        PublishedNote signed = sign(head);
        cells.add(new Cell(PublishedNote.CELL, signed.note().toBytes()));
        return keep(PublishPlan.checkpoint(head.published(), head.size(), cells)) ? signed : byAnother();
    }

    private List<StoredEntry> page(long from, long to) {
        List<StoredEntry> page = store.read(from, (int) Math.min(PAGE, to - from));
        long next = from;
        for (StoredEntry entry : page) {
            if (entry.index() != next || !Hashes.wellFormed(entry.leafHash())) {
                throw new StoreCorruptedException("entry " + next + " or its leaf hash is missing", null);
            }
            next++;
        }
        if (page.isEmpty()) {
            throw new StoreCorruptedException("entry " + from + " of " + to + " is missing", null);
        }
        return page;
    }

    private boolean keep(PublishPlan plan) {
        store.append(plan);
        return plan.isFirst();
    }

    private PublishedNote byAnother() {
        return PublishedNote.in(store)
                .filter(last -> last.checkpoint().origin().equals(publishing.origin()))
                .orElseThrow(Publisher::anotherPublishes);
    }

    private static StoreUnavailableException anotherPublishes() {
        return new StoreUnavailableException("another process is publishing", true, null);
    }

    /** The tiles must have the root the head has, and contain every checkpoint that was given out. */
    private static void mustContinue(List<PublishedNote> given, TileTree tree, Head head) {
        byte[] root = BatchPlan.frontierOf(head).root();
        if (!Arrays.equals(root, tree.root(head.size()))) {
            throw new StoreCorruptedException(
                    "the tiles or leaf hashes of " + head.size() + " entries do not give the root of the head", null);
        }
        for (PublishedNote last : given) {
            Checkpoint older = last.checkpoint();
            if (!tree.consistency(older.size(), head.size()).verifies(older.root(), root)) {
                throw new StoreCorruptedException(
                        "the ledger does not continue the last checkpoint in " + last.place() + ", over " + older.size()
                                + " entries: some of them were altered",
                        null);
            }
        }
    }

    private PublishedNote sign(Head head) {
        Checkpoint checkpoint = new Checkpoint(
                publishing.origin(), head.size(), BatchPlan.frontierOf(head).root());
        SignedNote note = SignedNote.sign(checkpoint.text(), publishing.keys().current());
        if (note.check(keys) != SignedNote.Check.VERIFIED) {
            throw new IllegalStateException("the signer's signature does not verify with its own key");
        }
        return new PublishedNote(note, checkpoint, "the store");
    }

    private StoreException failed(Condition condition, StoreException failure) {
        become(new PublishingState(condition, String.valueOf(failure.getMessage())));
        return failure;
    }

    private void become(PublishingState next) {
        Condition before = state.condition();
        state = next;
        if (next.condition() == before) {
            return;
        }
        switch (next.condition()) {
            case STOPPED ->
                log.error("The ledger of site {} is no longer signed, see docs/ledger.md: {}", site, next.reason());
            case DELAYED -> log.warn("The ledger of site {} cannot be published now: {}", site, next.reason());
            default -> log.warn("The ledger of site {} is published again", site);
        }
    }
}
