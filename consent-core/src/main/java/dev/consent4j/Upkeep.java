package dev.consent4j;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The regular work on the records of an application's sites: one thread, and one for each site that reads endings. */
final class Upkeep implements AutoCloseable {

    /** From the start to the first purge, so that a start is not slowed. */
    static final Duration FIRST_PURGE = Duration.ofMinutes(5);

    /** Between two runs of a purge that has more to do. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    static final Duration DAILY = Duration.ofDays(1);

    private static final long CLOSING_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final ScheduledExecutorService refreshing;
    private final ScheduledExecutorService thread;

    private Upkeep(ScheduledExecutorService refreshing, ScheduledExecutorService thread) {
        this.refreshing = refreshing;
        this.thread = thread;
    }

    static Upkeep of(List<SiteConsent> sites) {
        // A site whose ledger hangs, or a long purge, must not make another one's endings old: no grant would count.
        ScheduledExecutorService refreshing = threads(sites.size(), "consent4j-refresh");
        ScheduledExecutorService thread = threads(1, "consent4j-upkeep");
        for (SiteConsent site : sites) {
            Work work = new Work(site, thread);
            work.refreshAfter(refreshing, site.records().isCurrent() ? Endings.REFRESH_SECONDS : Endings.RETRY_SECONDS);
            ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                    work::tidy, Endings.REFRESH_SECONDS, Endings.REFRESH_SECONDS, TimeUnit.SECONDS);
            work.purgeAfter(FIRST_PURGE);
        }
        return new Upkeep(refreshing, thread);
    }

    private static ScheduledExecutorService threads(int number, String name) {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(number, work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return threads;
    }

    /** The work on one site. A failure, also an error, is told once, when it begins; the work goes on. */
    static final class Work {

        private final SiteConsent site;
        private final ScheduledExecutorService thread;
        private boolean failing;

        Work(SiteConsent site, ScheduledExecutorService thread) {
            this.site = site;
            this.thread = thread;
        }

        /** Looks for what others ended, and again: soon if the ledger did not answer. */
        void refreshAfter(ScheduledExecutorService refreshing, long seconds) {
            after(refreshing, seconds, () -> {
                boolean answered = false;
                try {
                    answered = site.records().refreshEndings();
                } finally {
                    refreshAfter(refreshing, answered ? Endings.REFRESH_SECONDS : Endings.RETRY_SECONDS);
                }
            });
        }

        /** Does what waits for the ledger, unless it is known not to answer. */
        void tidy() {
            try {
                if (site.records().isCurrent()) {
                    site.accounts().refresh();
                    site.records().refresh();
                    failing = false;
                }
            } catch (RuntimeException | Error failed) {
                tell("What others restricted on site {} is not known for now", failed);
            }
        }

        void purgeAfter(Duration delay) {
            after(thread, delay.toSeconds(), this::purge);
        }

        private void after(ScheduledExecutorService executor, long seconds, Runnable work) {
            try {
                ScheduledFuture<?> unused = executor.schedule(work, seconds, TimeUnit.SECONDS);
            } catch (RejectedExecutionException closing) {
                LOG.debug("The upkeep of site {} ends", site.site().id());
            }
        }

        private void purge() {
            Duration next = PAUSE;
            try {
                next = site.records().purge() ? DAILY : PAUSE;
                failing = false;
            } catch (RuntimeException | Error failed) {
                tell("Entries of site {} whose retention is over are erased later", failed);
            }
            purgeAfter(next);
        }

        private void tell(String what, Throwable failed) {
            if (!failing) {
                failing = true;
                LOG.warn(what, site.site().id(), failed);
            }
        }
    }

    /** What is under way ends, what is not is left. */
    @Override
    public void close() {
        refreshing.shutdown();
        thread.shutdown();
        end(refreshing);
        end(thread);
    }

    private static void end(ScheduledExecutorService executor) {
        try {
            if (!executor.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
