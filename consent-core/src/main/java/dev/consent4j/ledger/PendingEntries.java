package dev.consent4j.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue between callers and the writer. Once closed it takes nothing in and gives out what is left. */
final class PendingEntries {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PendingEntry> waiting = new ArrayDeque<>();
    private boolean closed;

    PendingEntries(int capacity) {
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
                return Offer.FULL;
            }
            waiting.add(entry);
            changed.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for entries and takes up to {@code most} of them; none means closed and empty. */
    List<PendingEntry> take(int most) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return remove(most);
        } finally {
            lock.unlock();
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

    private List<PendingEntry> remove(int most) {
        List<PendingEntry> taken = new ArrayList<>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        return taken;
    }
}
