package dev.consent4j.benchmarks;

import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.json.EntryJson;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * The same clients record decisions in a ledger and keep the same bytes with a {@link Rival}, in alternating slices, so
 * that whatever else the machine does falls on both.
 */
final class RecordingTrial {

    /** Clients that record at once. */
    static final int CLIENTS = 16;

    private static final int WARM_ROUNDS = 20;
    private static final int ROUNDS = 16;
    private static final int HASH = 32;

    private final ConsentLedger ledger;
    private final Rival rival;
    private final int slice;
    private final SampleDecisions decisions = new SampleDecisions(1, 100_000);
    private final EntryJson codec = new EntryJson();
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();
    private final List<Double> lengths = new ArrayList<>();
    private long made;

    RecordingTrial(ConsentLedger ledger, Rival rival, int slice) {
        this.ledger = ledger;
        this.rival = rival;
        this.slice = slice;
    }

    /** Measures. */
    void run() {
        try (Clients clients = new Clients(CLIENTS)) {
            for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
                double first = round % 2 == 0 ? recorded(clients) : kept(clients);
                double second = round % 2 == 0 ? kept(clients) : recorded(clients);
                if (round >= WARM_ROUNDS) {
                    ours.add(round % 2 == 0 ? first : second);
                    theirs.add(round % 2 == 0 ? second : first);
                    ratios.add(ours.get(ours.size() - 1) / theirs.get(theirs.size() - 1));
                }
            }
        }
    }

    private double recorded(Clients clients) {
        return clients.rate(next(), (client, decision) -> ledger.record(decision));
    }

    private double kept(Clients clients) {
        long first = made;
        List<DecisionRecorded> all = next();
        List<StoredEntry> rows = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            rows.add(row(first + i, all.get(i)));
        }
        return clients.rate(rows, rival::keep);
    }

    private List<DecisionRecorded> next() {
        long first = made;
        made += slice;
        return LongStream.range(first, made).mapToObj(decisions::of).toList();
    }

    private StoredEntry row(long index, DecisionRecorded entry) {
        byte[] bytes = codec.write(entry);
        lengths.add((double) bytes.length);
        return new StoredEntry(
                index,
                new EntryKeys(
                        entry.kind().id(),
                        entry.id().orElse(null),
                        entry.subject().orElse(null),
                        entry.account().orElse(null),
                        entry.time()),
                bits(),
                bits(),
                bytes);
    }

    private byte[] bits() {
        byte[] bits = new byte[HASH];
        random.nextBytes(bits);
        return bits;
    }

    Samples.Estimate ratio() {
        return estimate(ratios);
    }

    /** Decisions a second in the ledger. */
    Samples.Estimate ours() {
        return estimate(ours);
    }

    /** Rows a second with the rival. */
    Samples.Estimate theirs() {
        return estimate(theirs);
    }

    /** Bytes of an entry. */
    Samples.Estimate length() {
        return estimate(lengths.subList(0, slice));
    }

    private static Samples.Estimate estimate(List<Double> values) {
        return Samples.even(List.of(values)).estimate();
    }
}
