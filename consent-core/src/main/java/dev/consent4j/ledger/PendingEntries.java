package dev.consent4j.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded queue between callers and the writer. Once closed it takes nothing in and gives out what is left. Full it
 * stays, for the log, until it has once been empty: between the two a busy queue goes back and forth many times a second.
 */
final class PendingEntries {

    private static final Logger log = LoggerFactory.getLogger(ConsentLedger.class);

    private final String site;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock answering = new ReentrantLock();
    private final Deque<PendingEntry> waiting = new ArrayDeque<>();
    private boolean turn;
    private boolean closed;
    private boolean full;

    PendingEntries(String site, int capacity) {
        this.site = site;
        this.capacity = capacity;
    }

    /** What became of an entry offered to the queue. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    Offer offer(PendingEntry entry) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= capacity) {
                nowFull();
                return Offer.FULL;
            }
            waiting.add(entry);
            changed.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to take and nobody else is about to take it; then it is the caller's turn, until it
     * has taken.
     *
     * @return false when closed and empty
     */
    boolean awaitTurn() {
        lock.lock();
        try {
            while (turn || waiting.isEmpty()) {
                if (waiting.isEmpty()) {
                    if (closed) {
                        return false;
                    }
                    nowEmpty();
                }
                changed.awaitUninterruptibly();
            }
            turn = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes up to {@code most} entries and ends the turn; none if somebody has drained the queue meanwhile. Waits until
     * whoever is being answered has the answer.
     */
    List<PendingEntry> take(int most) {
        answering.lock();
        try {
            return takeNow(most);
        } finally {
            answering.unlock();
        }
    }

    private List<PendingEntry> takeNow(int most) {
        lock.lock();
        try {
            turn = false;
            changed.signalAll();
            return remove(most);
        } finally {
            lock.unlock();
        }
    }

    /** Gives answers; what those who get them ask next comes along when somebody takes. */
    void answer(Runnable answers) {
        answering.lock();
        try {
            answers.run();
        } finally {
            answering.unlock();
        }
    }

    /** Takes everything that waits now. */
    List<PendingEntry> drain() {
        lock.lock();
        try {
            return remove(waiting.size());
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // Told under the lock, so that the log has them in the order in which they happened.

    private void nowFull() {
        if (!full) {
            full = true;
            log.warn("{} entries of site {} wait to be recorded; more are refused until fewer do", capacity, site);
        }
    }

    private void nowEmpty() {
        if (full) {
            full = false;
            log.warn("No entry of site {} waits to be recorded any more", site);
        }
    }

    private List<PendingEntry> remove(int most) {
        List<PendingEntry> taken = new ArrayList<>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        return taken;
    }
}
