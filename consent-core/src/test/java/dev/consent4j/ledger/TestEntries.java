package dev.consent4j.ledger;

import dev.consent4j.contract.TestDecisions;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Evidence;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.json.EntryJson;
import java.time.Instant;
import java.util.Map;

/** The few entries these tests make. */
final class TestEntries {

    static final EntryCodec CODEC = new EntryJson();

    static final Instant TIME = Instant.parse("2026-11-22T10:00:00.123456789Z");

    private TestEntries() {}

    static PolicyPublished policy(String hash) {
        return policy(hash, "text of " + hash);
    }

    static PolicyPublished policy(String hash, String text) {
        return new PolicyPublished("1", hash, text, TIME);
    }

    static ConsoleRead consoleRead(String reader) {
        return new ConsoleRead(reader, "list", "0-10", TIME);
    }

    /** A decision of a numbered subject; the subject's id is {@link #subject}. */
    static DecisionRecorded decision(int number, int subject) {
        return decision(new DecisionId(id(number)), new SubjectId(subject(subject)), Choice.GRANTED, TIME);
    }

    static String subject(int number) {
        return id(1_000_000 + number);
    }

    private static String id(int number) {
        byte[] bits = new byte[16];
        for (int i = 0; i < 4; i++) {
            bits[i] = (byte) (number >> (8 * i));
        }
        return DecisionId.of(bits).text();
    }

    static DecisionRecorded decision(DecisionId id, SubjectId subject, Choice choice, Instant time) {
        return new DecisionRecorded(
                TestDecisions.decision()
                        .id(id)
                        .subject(subject)
                        .of(Action.SAVE, Source.API)
                        .provenBy(new Evidence("test"))
                        .choices(Map.of("audience", choice))
                        .at(time)
                        .build(),
                "test");
    }
}
