package dev.consent4j.powerloss;

import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerAddress;
import dev.consent4j.ledger.LedgerCheck;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.ledger.RecordingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was found when a disk was opened after a power failure.
 *
 * @param step step of the trace after which the power failed
 * @param loss what it did to the unsynced changes
 * @param isFolding whether the file itself was being changed, and not its log
 * @param lost acknowledged decisions that are not there
 * @param doubled decisions that are there twice
 * @param problem why the ledger could not be opened, verified or written on; empty if it could
 */
record DiskState(int step, Loss loss, boolean isFolding, int lost, int doubled, String problem) {

    boolean isSound() {
        return lost == 0 && doubled == 0 && problem.isEmpty();
    }

    static DiskState reopen(int step, Loss loss, boolean isFolding, Path file, Set<String> acknowledged)
            throws IOException {
        List<String> ids = new ArrayList<>();
        String problem = "";
        try (LedgerAddress.Open open = LedgerAddress.sqlite(file).open()) {
            problem = check(open.ledger());
            open.ledger().read(0, Integer.MAX_VALUE).stream()
                    .map(LedgerEntry::entry)
                    .forEach(entry -> ids.add(entry.orElseThrow().id().orElseThrow()));
            if (problem.isEmpty() && new HashSet<>(ids).containsAll(acknowledged)) {
                open.ledger().record(RecordingProcess.decision(Integer.MAX_VALUE));
                problem = check(open.ledger());
            }
        } catch (Exception e) {
            problem += e;
        }
        delete(file.getParent().getParent());
        Set<String> there = new HashSet<>(ids);
        int lost = (int) acknowledged.stream().filter(id -> !there.contains(id)).count();
        return new DiskState(step, loss, isFolding, lost, ids.size() - there.size(), problem);
    }

    private static String check(ConsentLedger ledger) {
        LedgerCheck check = ledger.check();
        return check.isIntact() && check.verified() == ledger.size() ? "" : check.toString();
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
