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

/** The regular work on the records of an application's sites, in one thread of its own. */
final class Upkeep implements AutoCloseable {

    /** From the start to the first purge, so that a start is not slowed. */
    static final Duration FIRST_PURGE = Duration.ofMinutes(5);

    /** Between two runs of a purge that has more to do. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    static final Duration DAILY = Duration.ofDays(1);

    private static final long CLOSING_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final ScheduledExecutorService thread;

    private Upkeep(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    static Upkeep of(List<SiteConsent> sites) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "consent4j-upkeep");
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        for (SiteConsent site : sites) {
            Work work = new Work(site, thread);
            ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                    work::refresh, Endings.REFRESH_SECONDS, Endings.REFRESH_SECONDS, TimeUnit.SECONDS);
            work.purgeAfter(FIRST_PURGE);
        }
        return new Upkeep(thread);
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

        void refresh() {
            try {
                site.records().refresh();
                site.accounts().refresh();
                failing = false;
            } catch (RuntimeException | Error failed) {
                tell("What others ended on site {} is not known for now", failed);
            }
        }

        void purgeAfter(Duration delay) {
            try {
                ScheduledFuture<?> unused = thread.schedule(this::purge, delay.toSeconds(), TimeUnit.SECONDS);
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
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
