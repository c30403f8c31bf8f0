package dev.consent4j.ledger;

import dev.consent4j.entry.EntryCodec;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Appends: takes what waits as a batch, appends it in one transaction and answers every caller. Never answers before the
 * store has, and never leaves a caller without an answer.
 *
 * <p>Run by two threads, which take turns: while one answers its callers, the other already asks for the head, and takes
 * what waits when it has the head and the callers their answers. It does not ask before the commit, for waiting in the
 * store costs more than it saves.
 */
final class EntryWriter implements Runnable {

    /** How long an append has the store for itself; one that hangs does not stop the next. */
    private static final Duration ALONE = Duration.ofSeconds(1);

    private final ConsentStore store;
    private final EntryReader reader;
    private final PendingEntries queue;
    private final int batchSize;
    private final ErasedSubjects erased;
    private final Runnable appended;
    private final WriterState state;
    private final ReentrantLock appending = new ReentrantLock();
    private final Duration alone;
    private volatile boolean hangs;

    EntryWriter(
            String site,
            ConsentStore store,
            EntryCodec codec,
            PendingEntries queue,
            int batchSize,
            ErasedSubjects erased,
            Runnable appended) {
        this(site, store, codec, queue, batchSize, erased, appended, ALONE);
    }

    /** Another time alone, for tests. */
    EntryWriter(
            String site,
            ConsentStore store,
            EntryCodec codec,
            PendingEntries queue,
            int batchSize,
            ErasedSubjects erased,
            Runnable appended,
            Duration alone) {
        this.alone = alone;
        this.state = new WriterState(site);
        this.store = store;
        this.reader = new EntryReader(codec);
        this.queue = queue;
        this.batchSize = batchSize;
        this.erased = erased;
        this.appended = appended;
    }

    @Override
    public void run() {
        while (queue.awaitTurn()) {
            NextBatch next = new NextBatch(() -> queue.take(batchSize), erased);
            awaitCommit();
            WriterState.Moment began = state.now();
            erased.whileAppending().lock();
            try {
                record(next, began);
                appended.run();
            } catch (StoreUnavailableException | StoreCorruptedException e) {
                giveUp(next, e, began);
            } catch (RuntimeException | Error e) {
                giveUp(next, new StoreUnavailableException("the store failed: " + e, false, e), began);
            } finally {
                erased.whileAppending().unlock();
                letNextBegin();
            }
        }
    }

    /** Waits until no append is under way; for one that hangs only once. */
    private void awaitCommit() {
        try {
            hangs = !(hangs ? appending.tryLock() : appending.tryLock(alone.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letNextBegin() {
        while (appending.isHeldByCurrentThread()) {
            appending.unlock();
        }
    }

    /** Appends a batch; entries that repeat an id of the batch come after the first one is settled. */
    private void record(NextBatch next, WriterState.Moment began) {
        append(next, began);
        List<PendingEntry> rest = next.repeated();
        while (!rest.isEmpty()) {
            DistinctIds distinct = DistinctIds.of(rest);
            awaitCommit();
            append(new BatchPlan(distinct.firsts()), state.now());
            rest = distinct.repeated();
        }
    }

    private void append(Batch first, WriterState.Moment began) {
        Batch batch = first;
        do {
            try {
                store.append(batch);
                if (!batch.entries().isEmpty()) {
                    state.succeeded(began);
                }
                answer(batch);
                return;
            } catch (EntryRefusedException e) {
                batch = new BatchPlan(withoutRefused(batch.entries(), e));
            } catch (StoreUnavailableException e) {
                if (e.outcomeKnown() || batch.start() == Batch.NOT_ASKED) {
                    throw e;
                }
                settle(batch.entries(), batch.start(), e);
                return;
            }
        } while (!batch.entries().isEmpty());
    }

    /**
     * Answers what the ledger already holds and the entry that was refused, and gives the others. All ids are looked up
     * at once, so that many known ids in one batch do not cost a transaction each.
     */
    private List<PendingEntry> withoutRefused(List<PendingEntry> entries, EntryRefusedException refusal) {
        PendingEntry refused = entries.get(refusal.position());
        List<PendingEntry> others = new ArrayList<>(entries.size());
        for (PendingEntry pending : entries) {
            boolean answered = answeredByFirst(pending);
            if (!answered && pending == refused) {
                pending.fail(refusal);
            } else if (!answered) {
                others.add(pending);
            }
        }
        return others;
    }

    private boolean answeredByFirst(PendingEntry pending) {
        String id = pending.id();
        StoredEntry first = id == null ? null : store.byId(id).orElse(null);
        if (first == null) {
            return false;
        }
        if (Arrays.equals(first.leafHash(), pending.leafHash())) {
            appended(pending, first.index());
            return true;
        }
        LedgerEntry known = reader.read(first);
        known.entry()
                .ifPresentOrElse(
                        entry -> pending.answer(new Recorded(first.index(), true, entry)),
                        () -> pending.fail(new EntryRefusedException(
                                0, "the id is taken by entry " + first.index() + ", " + known.content(), null)));
        return true;
    }

    /** After a commit that may or may not have happened: an append is whole or absent, and its leaf hashes tell. */
    private void settle(List<PendingEntry> entries, long start, StoreUnavailableException failure) {
        List<StoredEntry> found = new ArrayList<>();
        try {
            // A store gives fewer where they are large.
            List<StoredEntry> page;
            do {
                page = store.read(start + found.size(), entries.size() - found.size());
                found.addAll(page);
            } while (!page.isEmpty() && found.size() < entries.size());
        } catch (StoreException e) {
            failure.addSuppressed(e);
            throw failure;
        }
        for (int position = 0; position < entries.size(); position++) {
            PendingEntry pending = entries.get(position);
            if (position >= found.size() || !Arrays.equals(found.get(position).leafHash(), pending.leafHash())) {
                // Absent now is not absent for good: the commit may still be on its way.
                throw failure;
            }
            appended(pending, start + position);
        }
    }

    private void answer(Batch batch) {
        queue.answer(() -> {
            letNextBegin();
            for (int position = 0; position < batch.entries().size(); position++) {
                appended(batch.entries().get(position), batch.start() + position);
            }
        });
    }

    private static void appended(PendingEntry pending, long index) {
        pending.answer(new Recorded(index, false, pending.entry()));
    }

    /** Answers everybody who waits, so that nobody hangs on a store that is down. */
    private void giveUp(NextBatch next, StoreException failure, WriterState.Moment began) {
        state.failed(failure, began);
        List<PendingEntry> batch = new ArrayList<>(next.entries());
        batch.addAll(next.repeated());
        // Drained before anyone is answered: what is asked after an answer deserves a try of its own.
        List<PendingEntry> waiting = queue.drain();
        batch.forEach(pending -> pending.fail(failure));
        StoreException notTried = failure instanceof StoreCorruptedException
                ? failure
                : new StoreUnavailableException("the store is failing", true, failure);
        waiting.forEach(pending -> pending.fail(notTried));
    }
}
