package dev.consent4j.ledger;

import dev.consent4j.entry.EntryCodec;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that appends: takes what waits as a batch, appends it in one transaction and answers every caller.
 * Never answers before the store has, and never leaves a caller without an answer.
 */
final class EntryWriter implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ConsentLedger.class);

    private final String site;
    private final ConsentStore store;
    private final EntryReader reader;
    private final PendingEntries queue;
    private final int batchSize;
    private final ErasedSubjects erased;
    private final Runnable appended;
    private boolean available = true;

    EntryWriter(
            String site,
            ConsentStore store,
            EntryCodec codec,
            PendingEntries queue,
            int batchSize,
            ErasedSubjects erased,
            Runnable appended) {
        this.site = site;
        this.store = store;
        this.reader = new EntryReader(codec);
        this.queue = queue;
        this.batchSize = batchSize;
        this.erased = erased;
        this.appended = appended;
    }

    @Override
    public void run() {
        List<PendingEntry> batch = queue.take(batchSize);
        while (!batch.isEmpty()) {
            erased.whileAppending().lock();
            try {
                record(ofLivingSubjects(batch));
                appended.run();
            } catch (StoreUnavailableException | StoreCorruptedException e) {
                giveUp(batch, e);
            } catch (RuntimeException | Error e) {
                giveUp(batch, new StoreUnavailableException("the store failed: " + e, false, e));
            } finally {
                erased.whileAppending().unlock();
            }
            batch = queue.take(batchSize);
        }
    }

    /** An entry that waited while its subject was erased would bring the subject back. */
    private List<PendingEntry> ofLivingSubjects(List<PendingEntry> batch) {
        List<PendingEntry> others = erased.ofOthers(batch);
        if (others.size() < batch.size()) {
            batch.stream()
                    .filter(pending -> !others.contains(pending))
                    .forEach(pending -> pending.fail(new EntryRefusedException(0, "the subject was erased", null)));
        }
        return others;
    }

    /** Appends a batch; entries that repeat an id of the batch come after the first one is settled. */
    private void record(List<PendingEntry> batch) {
        List<PendingEntry> rest = batch;
        while (!rest.isEmpty()) {
            Set<String> ids = new HashSet<>();
            List<PendingEntry> firsts = new ArrayList<>();
            List<PendingEntry> repeated = new ArrayList<>();
            for (PendingEntry pending : rest) {
                String id = pending.id();
                (id == null || ids.add(id) ? firsts : repeated).add(pending);
            }
            append(firsts);
            rest = repeated;
        }
    }

    private void append(List<PendingEntry> entries) {
        List<PendingEntry> left = entries;
        while (!left.isEmpty()) {
            BatchPlan plan = new BatchPlan(left);
            try {
                store.append(plan);
                nowAvailable();
                for (int position = 0; position < left.size(); position++) {
                    appended(left.get(position), plan.start() + position);
                }
                return;
            } catch (EntryRefusedException e) {
                left = withoutRefused(left, e);
            } catch (StoreUnavailableException e) {
                if (e.outcomeKnown() || plan.start() == BatchPlan.NOT_ASKED) {
                    throw e;
                }
                settle(left, plan.start(), e);
                return;
            }
        }
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
        List<StoredEntry> found;
        try {
            found = store.read(start, entries.size());
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

    private static void appended(PendingEntry pending, long index) {
        pending.answer(new Recorded(index, false, pending.entry()));
    }

    /** Answers everybody who waits, so that nobody hangs on a store that is down. */
    private void giveUp(List<PendingEntry> batch, StoreException failure) {
        if (available) {
            available = false;
            log.warn("The ledger of site {} cannot be written; whoever asks is told so until it can", site, failure);
        }
        // Drained before anyone is answered: what is asked after an answer deserves a try of its own.
        List<PendingEntry> waiting = queue.drain();
        batch.forEach(pending -> pending.fail(failure));
        StoreException notTried = failure instanceof StoreCorruptedException
                ? failure
                : new StoreUnavailableException("the store is failing", true, failure);
        waiting.forEach(pending -> pending.fail(notTried));
    }

    private void nowAvailable() {
        if (!available) {
            available = true;
            log.warn("The ledger of site {} can be written again", site);
        }
    }
}
