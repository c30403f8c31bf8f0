package dev.consent4j.outbox;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The right of one process to serve a listener, and the place it has come to. A cell cannot be compared and replaced in
 * one step, so a claim counts only once it has stood for a while: whoever read before it was made has by then written
 * over it. A process held up for longer than that may serve beside another one; then entries come twice, none is left
 * out, because each goes on from what was delivered. Signs of life are told by change, so clocks of processes need not
 * agree. Used by one thread.
 */
final class CursorLease {

    private final Cursors cursors;
    private final String listener;
    private final String process;
    private final Timing timing;
    private final LongSupplier nanos;
    private CursorCell cell = CursorCell.START;
    private Phase phase = Phase.UNKNOWN;
    private long since;
    private long looked;

    private enum Phase {
        UNKNOWN,
        WATCHING,
        CLAIMING,
        HELD
    }

    CursorLease(Cursors cursors, String listener, String process, Timing timing, LongSupplier nanos) {
        this.cursors = cursors;
        this.listener = listener;
        this.process = process;
        this.timing = timing;
        this.nanos = nanos;
    }

    boolean isHeld() {
        return phase == Phase.HELD;
    }

    /** Index of the first entry that may not have been taken, as last read or saved. */
    long next() {
        return cell.next();
    }

    /** Index of the first entry that must not be delivered before it is said in the store. */
    long limit() {
        return cell.limit();
    }

    /** One step towards the lease; gives how long nothing more can be done. */
    Duration advance() {
        Duration rest = switch (phase) {
            case UNKNOWN, HELD -> Duration.ZERO;
            case WATCHING -> rest(looked, timing.poll());
            case CLAIMING -> rest(since, timing.settle());
        };
        if (!rest.isZero()) {
            return rest;
        }
        CursorCell before = cell;
        cell = cursors.read(listener);
        looked = nanos.getAsLong();
        if (phase == Phase.CLAIMING && cell.holder().equals(process)) {
            phase = Phase.HELD;
            return Duration.ZERO;
        }
        if (cell.holder().equals(process)) {
            // A claim that was made although its answer was lost.
            phase = Phase.CLAIMING;
            since = looked;
            return timing.settle();
        }
        if (phase != Phase.WATCHING || !cell.equals(before)) {
            phase = Phase.WATCHING;
            since = looked;
        }
        return cell.isFree() || rest(since, timing.lease()).isZero() ? claim() : timing.poll();
    }

    private Duration claim() {
        CursorCell claimed = cell.heldBy(process);
        cursors.save(listener, claimed);
        cell = claimed;
        phase = Phase.CLAIMING;
        since = nanos.getAsLong();
        return timing.settle();
    }

    /** How long until something must be saved: soon if the place has changed, else as a sign of life. */
    Duration untilDue(long next) {
        return rest(since, next == cell.next() ? timing.beat() : timing.pace());
    }

    /** Saves the place; gives false, and the lease up, if another process has taken it over. */
    boolean save(long next, long limit) {
        CursorCell kept = cursors.read(listener);
        if (!kept.holder().equals(process)) {
            cell = kept;
            phase = Phase.WATCHING;
            looked = nanos.getAsLong();
            since = looked;
            return false;
        }
        CursorCell saved = kept.at(next, Math.max(next, limit));
        cursors.save(listener, saved);
        cell = saved;
        since = nanos.getAsLong();
        return true;
    }

    /** Saves the place a last time and lets another process take over at once. */
    void release(long next, long limit) {
        CursorCell kept = cursors.read(listener);
        if (kept.holder().equals(process)) {
            CursorCell reached = phase == Phase.HELD ? kept.at(next, limit) : kept;
            cursors.save(listener, reached.heldBy(""));
        }
        phase = Phase.UNKNOWN;
    }

    private Duration rest(long from, Duration whole) {
        long rest = whole.toNanos() - (nanos.getAsLong() - from);
        return rest > 0 ? Duration.ofNanos(rest) : Duration.ZERO;
    }
}
