package dev.consent4j.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.consent4j.contract.CountingMacs;
import java.lang.management.ManagementFactory;

/**
 * Main class of a JVM that tells how many known visitors the filter still knows after a flood of forged cookies. A visitor
 * who is known costs fewer bytes than a new one; unlike time, bytes have no noise, so they tell which of the two a visitor
 * was. Prints six numbers: bytes for each visitor when new, known, and after the flood, nanoseconds when known and after
 * the flood, and codes computed for each forged cookie.
 */
final class Flood {

    /** Distinct forged cookies. */
    static final int FORGED = 100_000;

    /** Known visitors. */
    static final int VISITORS = 1_000;

    private static final int ROUNDS = 5;
    private static final long PAUSE_MILLIS = 300;
    private static final int REHEARSALS = 2;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CountingMacs macs = new CountingMacs();
    private final Scene scene = new Scene();
    private final Forger forger = new Forger(scene);
    private final StubRequest request = new StubRequest();
    private final StubResponse response = new StubResponse();
    private final Application idle = new Application((asked, answer) -> {});
    private final byte[][] visitors = new byte[VISITORS][];

    private Flood() {
        for (int i = 0; i < VISITORS; i++) {
            visitors[i] = Scene.bytes(scene.field(i, Scene.NECESSARY));
        }
    }

    /** What one visitor of a round costs. */
    private record Cost(double bytes, double nanos) {}

    /** Runs the flood; takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        Flood flood = new Flood();
        for (int i = 0; i < REHEARSALS; i++) {
            flood.run();
        }
        System.out.println(flood.run());
    }

    private String run() throws InterruptedException {
        scene.forget();
        Cost fresh = round();
        Cost known = fresh;
        for (int i = 0; i < ROUNDS; i++) {
            known = round();
        }
        int before = macs.computed();
        for (int i = 0; i < FORGED; i++) {
            idle.through(scene.filter(), request.next(forger.next()), response);
        }
        double codes = (macs.computed() - before) / (double) FORGED;
        // A cache may take things out in a thread of its own.
        Thread.sleep(PAUSE_MILLIS);
        Cost after = round();
        return fresh.bytes() + "\t" + known.bytes() + "\t" + after.bytes() + "\t" + known.nanos() + "\t" + after.nanos()
                + "\t" + codes;
    }

    private Cost round() {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long nanos = threads.getCurrentThreadCpuTime();
        for (byte[] visitor : visitors) {
            idle.through(scene.filter(), request.next(visitor), response);
        }
        return new Cost(
                (threads.getCurrentThreadAllocatedBytes() - bytes) / (double) VISITORS,
                (threads.getCurrentThreadCpuTime() - nanos) / (double) VISITORS);
    }
}
