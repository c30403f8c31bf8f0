package dev.consent4j.ledger;

import dev.consent4j.store.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Publishes some time after something was recorded, again after a failure, and a last time when it is closed. */
final class PublishingThread implements Runnable {

    private final Publisher publisher;
    private final Duration delay;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean due = true;
    private boolean closed;

    PublishingThread(Publisher publisher, Duration delay) {
        this.publisher = publisher;
        this.delay = delay;
    }

    @Override
    public void run() {
        while (isDueAgain()) {
            due = false;
            if (!published()) {
                due = true;
            }
        }
        published();
    }

    /** Something was recorded. Cheap, because each entry's caller says so. */
    void recorded() {
        if (due) {
            return;
        }
        lock.lock();
        try {
            due = true;
            changed.signalAll();
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

    /** Waits until something is to be published, and then for more of it; false once closed. */
    private boolean isDueAgain() {
        lock.lock();
        try {
            while (!due && !closed) {
                changed.await();
            }
            long rest = delay.toNanos();
            while (!closed && rest > 0) {
                rest = changed.awaitNanos(rest);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the ledger is published and every sink has it; the publisher has said why not. */
    private boolean published() {
        try {
            publisher.publish();
            return publisher.state().condition() == PublishingState.Condition.CURRENT;
        } catch (StoreException failed) {
            return false;
        }
    }
}
