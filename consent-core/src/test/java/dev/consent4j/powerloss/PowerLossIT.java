package dev.consent4j.powerloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ledger.LedgerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded default when the power fails: a file of SQLite with our settings, and with weaker ones. */
class PowerLossIT {

    private static final int FEWEST_STATES = 150;
    private static final int MOMENTS = Integer.getInteger("consent4j.powerLossMoments", 6);
    private static final long SEED = Long.getLong("consent4j.powerLossSeed", 20_261_122);

    @TempDir
    Path temporary;

    private final Random random = new Random(SEED);

    @Test
    void noAcknowledgedDecisionIsMissingAfterAPowerLoss() throws Exception {
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        List<Trace.Step> steps = TracedRecording.of(LedgerAddress.sqlite(file(disk)), disk, 100);
        List<DiskState> states = states(steps, disk, MOMENTS);
        System.out.printf("power loss: %d states, seed %d%n", states.size(), SEED);
        assertTrue(states.size() >= FEWEST_STATES, () -> "only " + states.size() + " states");
        assertTrue(
                states.stream().anyMatch(DiskState::isFolding), "no power loss while the log is folded into the file");
        assertEquals(
                List.of(), states.stream().filter(state -> !state.isSound()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "OFF"})
    void weakerSettingsLoseAcknowledgedDecisions(String synchronous) throws Exception {
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        List<Trace.Step> steps = TracedRecording.of(LedgerAddress.weakSqlite(synchronous, file(disk)), disk, 50);
        List<DiskState> states = states(steps, disk, 2);
        assertTrue(states.stream().anyMatch(state -> state.lost() > 0), "nothing was lost: the replay proves nothing");
    }

    private List<DiskState> states(List<Trace.Step> steps, Path disk, int each) throws IOException {
        String file = file(disk).toString();
        TreeSet<Integer> moments = Moments.draw(steps, file, each, random);
        Disk replayed = new Disk(disk);
        List<DiskState> states = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            replayed.apply(steps.get(step));
            if (moments.contains(step)) {
                for (Loss loss : Loss.values()) {
                    Path folder = temporary.resolve("state-" + step + "-" + loss);
                    replayed.leave(folder, loss, random);
                    states.add(DiskState.reopen(
                            step, loss, replayed.isChanging(file), file(folder), replayed.acknowledged()));
                }
            }
        }
        return states;
    }

    private static Path file(Path disk) {
        return disk.resolve("data").resolve("consent.db");
    }
}
