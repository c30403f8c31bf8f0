package dev.consent4j.export;

import dev.consent4j.contract.TestDecisions;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.entry.EntryReading;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.json.EntryJson;
import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.Signer;
import dev.consent4j.key.SigningKey;
import dev.consent4j.key.VerifyingKey;
import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Deliveries;
import dev.consent4j.ledger.ErasureOrder;
import dev.consent4j.ledger.Publishing;
import dev.consent4j.ledger.SignedNote;
import dev.consent4j.store.memory.InMemoryStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A ledger in memory with a signing key, and its exports. */
final class TestLedger implements AutoCloseable {

    static final String ORIGIN = "example.org/consent/shop";
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final EntryCodec json = new EntryJson();
    final InMemoryStore store = InMemoryStore.create();
    final SigningKey key = SigningKey.of(ORIGIN, new byte[SigningKey.SECRET_BYTES]);
    private boolean refusing;
    final ConsentLedger ledger = ConsentLedger.open(
            "shop",
            store,
            codec(),
            new SecureRandom(),
            new Publishing(ORIGIN, false, new LedgerKeys(new Refusing(), List.of()), List.of(), Duration.ofDays(1)));
    private int exports;

    private UnaryOperator<String> spelling = text -> text;

    /** How erasures are written from now on, by somebody who writes the ledger but not as this library does. */
    void spellErasures(UnaryOperator<String> otherwise) {
        spelling = otherwise;
    }

    private EntryCodec codec() {
        return new EntryCodec() {

            @Override
            public byte[] write(Entry entry) {
                byte[] bytes = json.write(entry);
                return entry instanceof Erased
                        ? spelling.apply(new String(bytes, StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8)
                        : bytes;
            }

            @Override
            public EntryReading read(byte[] bytes) {
                return json.read(bytes);
            }
        };
    }

    /** Signs until it is told not to. */
    private final class Refusing implements Signer {

        @Override
        public VerifyingKey verifyingKey() {
            return key.verifyingKey();
        }

        @Override
        public byte[] sign(byte[] message) {
            if (refusing) {
                throw new IllegalStateException("refused");
            }
            return key.sign(message);
        }
    }

    /** From now on nothing is signed any more. */
    void stopSigning() {
        ledger.publish();
        refusing = true;
    }

    SignedNote checkpoint() {
        return SignedNote.sign(new Checkpoint(ORIGIN, ledger.size(), ledger.root()).text(), key);
    }

    static SubjectId subject(int number) {
        return new SubjectId(id(1_000_000 + number));
    }

    private static String id(int number) {
        return DecisionId.of(ByteBuffer.allocate(16).putInt(number).array()).text();
    }

    /** Records decisions of subjects 0 to 9 in turn. */
    TestLedger decisions(int from, int to) {
        for (int i = from; i < to; i++) {
            ledger.record(new DecisionRecorded(
                    TestDecisions.decision()
                            .id(new DecisionId(id(i)))
                            .subject(subject(i % 10))
                            .choices(Map.of("audience", i % 2 == 0 ? Choice.GRANTED : Choice.DENIED))
                            .at(NOW.plusSeconds(i))
                            .build(),
                    "test"));
        }
        return this;
    }

    void erase(int subject) {
        ledger.erase(
                new ErasureOrder(
                        "request" + subject,
                        Erased.Reason.REQUEST,
                        "the person",
                        "",
                        List.of(new ErasureOrder.Target.OfSubject(
                                subject(subject).text())),
                        NOW),
                entry -> false,
                Deliveries.NONE);
    }

    LedgerExport export(ExportFormat format, @Nullable IndexRange range, ExportScope scope) {
        return LedgerExport.begin(
                ledger,
                new ExportRequest(
                        format, range, scope, "audit 2026", "the auditors", LocalDate.parse("2027-01-31"), "eve"),
                "export" + exports++,
                NOW);
    }

    byte[] lines() {
        return bytes(export(ExportFormat.JSON_LINES, null, ExportScope.ALL));
    }

    byte[] lines(long from, long to) {
        return bytes(export(ExportFormat.JSON_LINES, new IndexRange(from, to), ExportScope.ALL));
    }

    static byte[] bytes(LedgerExport export) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            export.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ExportVerifier verifier() {
        return ExportVerifier.trusting(List.of(key.verifyingKey()));
    }

    static ExportReading verify(ExportVerifier verifier, byte[] export) {
        try {
            return verifier.verify(new ByteArrayInputStream(export));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Verification verify(byte[] export) {
        return (Verification) verify(verifier(), export);
    }

    static List<String> split(byte[] export) {
        return Arrays.asList(new String(export, StandardCharsets.UTF_8).split("(?<=\n)", -1));
    }

    static byte[] join(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
