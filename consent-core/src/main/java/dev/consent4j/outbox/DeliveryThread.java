package dev.consent4j.outbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that takes a loop's steps, wakes for new entries and ends when asked to. */
final class DeliveryThread {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final DeliveryLoop loop;
    private final Thread thread;
    private volatile boolean woken;

    DeliveryThread(String site, DeliveryLoop loop) {
        this.loop = loop;
        this.thread = new Thread(this::run, "consent4j-outbox-" + site + "-" + loop.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    DeliveryLoop loop() {
        return loop;
    }

    /** Something was appended: takes the next step at once unless a pause after a failure runs. Returns at once. */
    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /** Asks to end; returns at once. */
    void stop() {
        loop.close();
        wake();
    }

    /** Waits for the end; interrupts a listener that takes too long, and leaves one that does not heed it. */
    void awaitEnd(Duration patience) {
        try {
            thread.join(patience.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(patience.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.warn("Listener {} has not returned; it is left alone, and its entry is delivered again", loop.name());
        }
    }

    private void run() {
        while (!loop.isClosing() && !loop.isStopped()) {
            woken = false;
            Duration pause = loop.step();
            // A listener may have left the mark of an interrupt, which would end every pause at once.
            boolean interrupted = Thread.interrupted();
            if (!pause.isZero() && !woken && !(interrupted && loop.isClosing())) {
                LockSupport.parkNanos(this, pause.toNanos());
            }
        }
        if (!loop.isStopped()) {
            loop.end(null);
        }
    }
}
