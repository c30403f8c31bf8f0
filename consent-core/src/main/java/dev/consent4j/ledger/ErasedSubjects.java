package dev.consent4j.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The subjects this process has begun to erase: nothing of theirs is appended any more. An append under way is waited
 * for, so that what it adds is still found and erased. Thread safe.
 */
final class ErasedSubjects {

    /** Subjects remembered; by the time so many more were erased nobody brings the first one along. */
    static final int MOST = 10_000;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Boolean> subjects = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Returns when no append is under way that did not know. */
    void add(String subject) {
        lock.writeLock().lock();
        try {
            subjects.put(subject, true);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Held while entries are chosen and appended. */
    Lock whileAppending() {
        return lock.readLock();
    }

    /** The entries that are of no erased subject; asked with the lock held. */
    List<PendingEntry> ofOthers(List<PendingEntry> entries) {
        return subjects.isEmpty()
                ? entries
                : entries.stream().filter(entry -> !isErased(entry)).toList();
    }

    private boolean isErased(PendingEntry entry) {
        return entry.entry().subject().filter(subjects::containsKey).isPresent();
    }
}
