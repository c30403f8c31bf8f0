package dev.consent4j.outbox;

import dev.consent4j.entry.IndexRanges;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.outbox.DeliveryStatus.State;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one listener step by step. Steps are taken by one thread; where it is, is told to all. An entry is delivered
 * only after the store knows that it may be, and passed over only after it was taken.
 */
final class DeliveryLoop {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final String site;
    private final String name;
    private final ConsentListener listener;
    private final ConsentLedger ledger;
    private final CursorLease lease;
    private final Backoff backoff;
    private final Timing timing;
    private final LongSupplier nanos;
    private long next;
    private int attempts;
    private @Nullable Rest rest;
    private volatile boolean closing;
    private volatile Progress progress = new Progress(State.STANDBY, 0, null);

    DeliveryLoop(
            String site,
            String name,
            ConsentListener listener,
            ConsentLedger ledger,
            CursorLease lease,
            Backoff backoff,
            Timing timing,
            LongSupplier nanos) {
        this.site = site;
        this.name = name;
        this.listener = listener;
        this.ledger = ledger;
        this.lease = lease;
        this.backoff = backoff;
        this.timing = timing;
        this.nanos = nanos;
    }

    /** Where this is. */
    record Progress(State state, long next, @Nullable String failure) {}

    /** A pause after a failure. */
    private record Rest(long from, Duration pause) {}

    String name() {
        return name;
    }

    Progress progress() {
        return progress;
    }

    boolean isStopped() {
        return progress.state() == State.STOPPED;
    }

    /** Asks to end after the delivery under way. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /** Does what can be done now; gives how long nothing more can be, unless an entry is appended. */
    Duration step() {
        try {
            Duration resting = resting();
            if (!lease.isHeld()) {
                return resting.isZero() ? takeLease() : resting;
            }
            if (!resting.isZero()) {
                return shorter(resting, saved(false));
            }
            return serve();
        } catch (StopDeliveryException e) {
            log.warn("Listener {} of site {} wants nothing from entry {} on until the next start", name, site, next, e);
            end(String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            failed(e, timing.storePause());
        } catch (Exception | Error e) {
            failed(e, timing.longestPause());
        }
        return isStopped() ? timing.poll() : resting();
    }

    /** Saves the place and gives the lease back. */
    void end(@Nullable String reason) {
        progress = new Progress(State.STOPPED, next, reason);
        try {
            // What was tried may have arrived, whatever the listener said.
            lease.release(next, attempts > 0 ? next + 1 : next);
        } catch (StoreException e) {
            log.debug("Entries before {} may be delivered to listener {} of site {} again", next, name, site, e);
        }
    }

    private Duration takeLease() {
        Duration pause = lease.advance();
        next = lease.next();
        attempts = 0;
        if (lease.isHeld()) {
            log.info("Entries of site {} are delivered to listener {} here, from {}", site, name, next);
        }
        works();
        return pause;
    }

    private Duration serve() throws Exception {
        long size = ledger.size();
        if (next > size) {
            throw new StoreCorruptedException("entry " + next + " was to be next, and there are only " + size, null);
        }
        // Before anything is delivered: while the place cannot be saved, nothing is.
        Duration due = saved(next >= lease.limit() && next < size);
        if (!lease.isHeld()) {
            return Duration.ZERO;
        }
        if (next == size) {
            works();
            return shorter(due, timing.poll());
        }
        for (LedgerEntry entry : page(Math.min(size, lease.limit()))) {
            if (closing || !lease.isHeld()) {
                return Duration.ZERO;
            }
            attempts++;
            listener.deliver(new Delivery(site, entry, attempts));
            next++;
            attempts = 0;
            saved(false);
            works();
        }
        return Duration.ZERO;
    }

    private List<LedgerEntry> page(long end) {
        List<LedgerEntry> page = ledger.read(next, (int) Math.min(Outbox.PAGE, end - next));
        // After the size was asked for, so that whatever an entry before the end restricts is known.
        IndexRanges restricted = ledger.restricted();
        for (int position = 0; position < page.size(); position++) {
            if (page.get(position).index() != next + position) {
                throw new StoreCorruptedException("entry " + (next + position) + " is missing", null);
            }
        }
        if (page.isEmpty()) {
            throw new StoreCorruptedException("entry " + next + " is missing", null);
        }
        return page.stream()
                .map(entry -> restricted.contains(entry.index()) ? entry.restricted() : entry)
                .toList();
    }

    /** Saves the place if that is due or demanded; gives how long until it is due. */
    private Duration saved(boolean demanded) {
        Duration rest = lease.untilDue(next);
        if (!demanded && !rest.isZero()) {
            return rest;
        }
        if (!lease.save(next, next + Outbox.RESERVE)) {
            log.info("Another process delivers entries of site {} to listener {}", site, name);
        }
        return lease.untilDue(next);
    }

    private void failed(Throwable failure, Duration longest) {
        if (progress.state() != State.FAILING && !closing) {
            log.warn(
                    "Entry {} of site {} cannot be delivered to listener {}; it is tried again, and the next ones wait",
                    next,
                    site,
                    name,
                    failure);
        }
        progress = new Progress(State.FAILING, next, failure.toString());
        rest = new Rest(nanos.getAsLong(), backoff.pause(longest));
    }

    private void works() {
        if (progress.state() == State.FAILING) {
            log.warn("Entries of site {} are delivered to listener {} again, next is {}", site, name, next);
        }
        backoff.reset();
        progress = new Progress(lease.isHeld() ? State.DELIVERING : State.STANDBY, next, null);
    }

    private Duration resting() {
        Rest now = rest;
        if (now == null) {
            return Duration.ZERO;
        }
        long left = now.pause().toNanos() - (nanos.getAsLong() - now.from());
        if (left > 0) {
            return Duration.ofNanos(left);
        }
        rest = null;
        return Duration.ZERO;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
