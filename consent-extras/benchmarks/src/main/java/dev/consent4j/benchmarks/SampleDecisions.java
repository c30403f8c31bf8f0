package dev.consent4j.benchmarks;

import dev.consent4j.contract.TestDecisions;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.signal.Signal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Decisions of visitors on a banner, by number: each number gives one decision, with an id of its own that looks as random
 * as real ones do. Thread safe.
 */
final class SampleDecisions {

    private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
    private static final Map<String, Choice> CHOICES =
            Map.of("audience", Choice.GRANTED, "advertising", Choice.DENIED, "personalisation", Choice.DENIED);

    private final long series;
    private final long subjects;

    /** Decisions of so many subjects in turn; another series has other ids and the same subjects. */
    SampleDecisions(long series, long subjects) {
        this.series = series;
        this.subjects = subjects;
    }

    DecisionRecorded of(long number) {
        return new DecisionRecorded(
                TestDecisions.decision()
                        .id(DecisionId.of(bits(series, number)))
                        .subject(subject(number))
                        .of(Action.SAVE, Source.BANNER)
                        .choices(CHOICES)
                        .shown(new Shown("b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c", "de"))
                        .signals(number % 5 == 0 ? Set.of(Signal.GPC) : Set.of())
                        .at(FIRST.plusMillis(number))
                        .build(),
                "0.1.0");
    }

    /** Who made a decision. */
    SubjectId subject(long number) {
        return SubjectId.of(bits(-1, number % subjects));
    }

    private static byte[] bits(long series, long number) {
        SplittableRandom random = new SplittableRandom(series * 0x9e3779b97f4a7c15L ^ number);
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
    }
}
