package dev.consent4j.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.EntryProof;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.jdbc.JdbcLedgers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** What a ledger with many entries costs: proofs, histories, exports, and the next append. */
final class MillionBudget {

    /** Entries, unless told otherwise. */
    static final int ENTRIES = 1_000_000;

    /** Entries of the ledger that the large one is compared with. */
    private static final int FEW = 10_000;

    /** Entries of a subject. */
    private static final int HISTORY = 10;

    /** Clients that fill a ledger: as many as fill a transaction. */
    private static final int FILLERS = ConsentLedger.BATCH;

    private static final int PORTION = 20_000;
    private static final int QUESTIONS = 200;
    private static final int ROUNDS = 12;
    private static final int SLICE = 800;
    private static final double MOST = 0.99;
    private static final double PROOF_MILLIS = 5;
    private static final double PROOF_ROWS = 8;
    private static final double HISTORY_MILLIS = 20;
    private static final double GROWTH = 1.15;
    private static final double HEAP = 128;
    private static final double VERIFIED = 200_000;
    private static final double BYTES = 400;

    private final int entries;
    private final List<Line> budgeted = new ArrayList<>();
    private final List<Line> beside = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final AtomicLong rows = new AtomicLong();

    MillionBudget(int entries) {
        this.entries = entries;
    }

    /** Fills a ledger and measures. */
    void measure() {
        try (Folder folder = new Folder();
                PostgresServer server = PostgresServer.start(folder.path(), "max_wal_size=4GB")) {
            Path keys = Files.createDirectory(folder.path().resolve("keys")).resolve("signing-keys");
            String url = server.newDatabase();
            try (HikariDataSource pool = Pools.of(url);
                    ConsentLedger large = LedgerBudget.open(
                            new CountingStore(JdbcLedgers.create(pool).ledger("ours"), rows), LedgerBudget.keys(keys));
                    HikariDataSource smallPool = Pools.of(server.newDatabase());
                    ConsentLedger small =
                            LedgerBudget.open(JdbcLedgers.create(smallPool).ledger("ours"))) {
                SampleDecisions decisions = new SampleDecisions(1, Math.max(1, entries / HISTORY));
                fill(large, decisions, entries);
                fill(small, decisions, FEW);
                proofs(large);
                histories(large, decisions);
                appends(large, small);
            }
            export(url, keys, folder.path().resolve("export.jsonl"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill(ConsentLedger ledger, SampleDecisions decisions, int count) {
        System.err.println("recording " + count + " decisions");
        List<Double> rates = new ArrayList<>();
        try (Clients clients = new Clients(FILLERS)) {
            for (long from = 0; from < count; from += PORTION) {
                List<DecisionRecorded> portion = LongStream.range(from, Math.min(count, from + PORTION))
                        .mapToObj(decisions::of)
                        .toList();
                rates.add(clients.rate(portion, (client, decision) -> ledger.record(decision)));
            }
        }
        long began = System.nanoTime();
        ledger.publish();
        if (count == entries) {
            tell("recorded a second by " + FILLERS + " clients, until there were " + count, rates, "");
            tell("last publication", List.of((System.nanoTime() - began) / 1e9), "s");
        }
    }

    private void proofs(ConsentLedger ledger) {
        List<Double> read = new ArrayList<>();
        List<Double> millis = times(index -> {
            rows.set(0);
            Optional<EntryProof> proof = ledger.prove(index);
            if (proof.isEmpty()) {
                throw new IllegalStateException("Entry " + index + " is not published.");
            }
            read.add((double) rows.get());
        });
        limit("inclusion proof", millis, "ms", PROOF_MILLIS, "5 ms");
        budgeted.add(Line.atMost(
                name("rows of an inclusion proof, most"),
                estimate(List.of(Collections.max(read))),
                "",
                PROOF_ROWS,
                "8"));
    }

    private void histories(ConsentLedger ledger, SampleDecisions decisions) {
        List<Double> millis = times(number -> {
            String subject = decisions.subject(number).text();
            int found = ledger.find(new EntryQuery(null, subject, Long.MAX_VALUE, 100))
                    .size();
            if (found != HISTORY) {
                throw new IllegalStateException("A subject has " + found + " entries.");
            }
        });
        limit("history of a subject of " + HISTORY + " entries", millis, "ms", HISTORY_MILLIS, "20 ms");
    }

    /** Milliseconds of questions about places all over the ledger; the first half is for warming up. */
    private List<Double> times(LongConsumer question) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 2 * QUESTIONS; i++) {
            long place = random.nextLong(entries);
            long began = System.nanoTime();
            question.accept(place);
            millis.add((System.nanoTime() - began) / 1e6);
        }
        return millis.subList(QUESTIONS, 2 * QUESTIONS);
    }

    private void appends(ConsentLedger large, ConsentLedger small) {
        SampleDecisions decisions = new SampleDecisions(2, 100_000);
        List<Double> ratios = new ArrayList<>();
        try (Clients clients = new Clients(RecordingTrial.CLIENTS)) {
            for (int round = 0; round < 2 * ROUNDS; round++) {
                List<DecisionRecorded> slice = LongStream.range((long) round * SLICE, (round + 1L) * SLICE)
                        .mapToObj(decisions::of)
                        .toList();
                boolean largeFirst = round % 2 == 0;
                double first = clients.rate(slice, (client, each) -> (largeFirst ? large : small).record(each));
                double second = clients.rate(slice, (client, each) -> (largeFirst ? small : large).record(each));
                if (round >= ROUNDS) {
                    ratios.add(largeFirst ? second / first : first / second);
                }
            }
        }
        budgeted.add(Line.atMost(
                name("time of an append / with " + FEW), estimate(ratios), "", GROWTH, String.valueOf(GROWTH)));
    }

    private void export(String url, Path keys, Path file) throws IOException {
        System.err.println("exporting and verifying with a heap of 128 MB");
        List<Double> exported = run("export", url, keys.toString(), file.toString());
        tell("entries exported a second", List.of(exported.get(0) / exported.get(1) * 1e9), "");
        memory("heap of the export, most", exported.get(3));
        double length = Files.size(file) / exported.get(0);
        tell("length of an exported line", List.of(length), "B");
        List<Double> verified = run("verify", file.toString());
        memory("heap of the verification, most", verified.get(3));
        double rate = verified.get(0) / verified.get(2) * 1e9;
        tell("entries verified a second of elapsed time", List.of(verified.get(0) / verified.get(1) * 1e9), "");
        budgeted.add(Line.atLeast(
                name("offline verification, lines of 400 B a second of one core"),
                estimate(List.of(rate * length / BYTES)),
                "",
                VERIFIED,
                "200,000"));
        tell("offline verification, entries a second of one core", List.of(rate), "");
    }

    private static List<Double> run(String... arguments) {
        try (ChildJvm child = ChildJvm.withHeap("128m", ExportRun.class, arguments)) {
            return ChildJvm.numbers(child.answer());
        }
    }

    private void limit(String what, List<Double> values, String unit, double budget, String text) {
        budgeted.add(Line.atMost(name(what), estimate(values), unit, budget, text));
        beside.add(Line.beside(name(what + ", 99 %"), new Samples(List.of(values), MOST).estimate(), unit));
    }

    private void memory(String what, double bytes) {
        budgeted.add(Line.atMost(name(what), estimate(List.of(bytes / (1 << 20))), "MB", HEAP, "128 MB"));
    }

    private void tell(String what, List<Double> values, String unit) {
        beside.add(Line.beside(name(what), estimate(values), unit));
    }

    private String name(String what) {
        return String.format(Locale.ROOT, "%,d entries, %s", entries, what);
    }

    private static Samples.Estimate estimate(List<Double> values) {
        return Samples.even(List.of(values)).estimate();
    }

    List<Line> budgeted() {
        return budgeted;
    }

    List<Line> beside() {
        return beside;
    }
}
