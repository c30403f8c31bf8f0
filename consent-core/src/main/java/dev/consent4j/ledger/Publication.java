package dev.consent4j.ledger;

import dev.consent4j.store.ConsentStore;
import java.time.Duration;
import java.util.Optional;

/** The publisher of a ledger and the thread that calls it by itself. */
final class Publication {

    private final Publisher publisher;
    private final PublishingThread schedule;
    private final Thread thread;

    Publication(String site, ConsentStore store, Publishing publishing) {
        this.publisher = new Publisher(site, store, publishing);
        this.schedule = new PublishingThread(publisher, publishing.delay());
        this.thread = new Thread(schedule, "consent4j-publisher-" + site);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void recorded() {
        schedule.recorded();
    }

    Optional<SignedNote> publish() {
        return publisher.publish();
    }

    PublishingState state() {
        return publisher.state();
    }

    /** Publishes a last time; gives up waiting for it after a while, because a sink may take its time. */
    void close(Duration patience) {
        schedule.close();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
