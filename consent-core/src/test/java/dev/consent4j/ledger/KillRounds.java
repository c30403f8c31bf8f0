package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes with 16 recording threads each on one ledger, killed as {@code kill -9} does at moments drawn by lot, or
 * their database is. What was acknowledged must be there once, and what was not at most once.
 */
final class KillRounds implements AutoCloseable {

    /** How often something is killed: {@code -Dconsent4j.killRounds=20}. */
    static final int ROUNDS = Integer.getInteger("consent4j.killRounds", 3);

    private static final long SEED = Long.getLong("consent4j.killSeed", System.nanoTime());
    private static final int MOST_BEFORE = 400;
    private static final int MOST_NANOS = 5_000_000;
    private static final int NUMBERS = 10_000_000;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final LedgerAddress address;
    private final Random random = new Random(SEED);
    private final List<RecordingProcess> processes = new ArrayList<>();
    private final Set<String> acknowledged = new HashSet<>();
    private List<String> earlier = List.of();
    private int started;

    KillRounds(String what, LedgerAddress address, int processes) throws Exception {
        this.address = address;
        System.out.printf("%s: %d rounds, -Dconsent4j.killSeed=%d%n", what, ROUNDS, SEED);
        // Creates the ledger, so that the processes find one.
        address.open().close();
        for (int i = 0; i < processes; i++) {
            this.processes.add(start());
        }
    }

    /** Kills one of the processes and puts another in its place, again and again. */
    void killTheApplication() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int which = random.nextInt(processes.size());
            RecordingProcess victim = processes.get(which);
            await(victim);
            victim.kill();
            acknowledged.addAll(victim.acknowledged(Integer.MAX_VALUE));
            verify();
            victim.close();
            processes.set(which, start());
        }
        end(ROUNDS);
    }

    /** Kills the database under the processes and starts it again; they must go on by themselves. */
    void killTheDatabase(Runnable kill, Runnable restart) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            await(processes.get(random.nextInt(processes.size())));
            kill.run();
            restart.run();
            awaitRecovery(new HashSet<>(verify()));
        }
        end(0);
    }

    private RecordingProcess start() throws IOException {
        return RecordingProcess.start(address, NUMBERS * started++, RecordingProcess.ENDLESS);
    }

    /** Waits for the moment to kill. */
    private void await(RecordingProcess process) throws InterruptedException {
        int most = 1 + random.nextInt(MOST_BEFORE);
        List<String> ids = process.acknowledged(most);
        assertEquals(most, ids.size(), () -> "a process ended by itself\n" + process.complaints());
        acknowledged.addAll(ids);
        LockSupport.parkNanos(random.nextInt(MOST_NANOS));
    }

    /** Every process records what is not recorded yet, though nobody has started it anew. */
    private void awaitRecovery(Set<String> recorded) throws InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        for (RecordingProcess process : processes) {
            boolean records = false;
            while (!records) {
                List<String> ids = process.acknowledged();
                acknowledged.addAll(ids);
                records = !recorded.containsAll(ids);
                assertTrue(System.nanoTime() < end, () -> "a process records no more\n" + process.complaints());
                LockSupport.parkNanos(MOST_NANOS);
            }
        }
    }

    private List<String> verify() throws Exception {
        for (RecordingProcess process : processes) {
            acknowledged.addAll(process.acknowledged());
        }
        List<String> recorded = RecordedIds.of(address);
        Set<String> once = new HashSet<>(recorded);
        assertEquals(recorded.size(), once.size(), "a decision is there twice");
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(once);
        assertEquals(Set.of(), lost, "acknowledged decisions are lost");
        assertEquals(earlier, recorded.subList(0, earlier.size()), "what was recorded has changed");
        earlier = recorded;
        return recorded;
    }

    /** When all is quiet, nothing is there but what was acknowledged and what each killed thread was about to be. */
    private void end(int killed) throws Exception {
        for (RecordingProcess process : processes) {
            process.kill();
            acknowledged.addAll(process.acknowledged(Integer.MAX_VALUE));
        }
        int unanswered = verify().size() - acknowledged.size();
        int most = (killed + processes.size()) * RecordingProcess.THREADS;
        assertTrue(unanswered <= most, () -> unanswered + " decisions nobody was told of, but only " + most + " asked");
        assertTrue(acknowledged.size() > ROUNDS, "hardly anything was recorded");
    }

    @Override
    public void close() {
        processes.forEach(RecordingProcess::close);
    }
}
