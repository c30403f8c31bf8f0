package dev.consent4j.ledger;

import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.SigningKey;
import dev.consent4j.store.ConsentStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys, sinks and ledgers of the tests about publishing. */
final class PublishTrial {

    static final String ORIGIN = "consent.example/log1";
    static final LedgerKeys KEYS = new LedgerKeys(SigningKey.of(ORIGIN, SignedNoteTest.seed(1)), List.of());

    /** Long enough that nothing happens by itself in a test. */
    static final Duration NEVER = Duration.ofDays(1);

    private PublishTrial() {}

    static Publishing publishing(CheckpointSink... sinks) {
        return new Publishing(ORIGIN, false, KEYS, List.of(sinks), NEVER);
    }

    static Publisher publisher(ConsentStore store, CheckpointSink... sinks) {
        return new Publisher("site", store, publishing(sinks));
    }

    static ConsentLedger ledger(ConsentStore store, CheckpointSink... sinks) {
        return ledger(store, publishing(sinks));
    }

    static ConsentLedger ledger(ConsentStore store, Publishing publishing) {
        return ConsentLedger.open("site", store, TestEntries.CODEC, new SecureRandom(), publishing);
    }

    static Checkpoint said(SignedNote note) {
        return Checkpoint.parse(note.text()).found().orElseThrow();
    }

    /** A sink in memory that can be out of order. */
    static final class MemorySink implements CheckpointSink {

        private final List<SignedNote> taken = new ArrayList<>();
        private @Nullable IOException broken;

        @Override
        public synchronized void accept(SignedNote checkpoint) throws IOException {
            failIfBroken();
            taken.add(checkpoint);
        }

        @Override
        public synchronized Optional<SignedNote> last(String origin) throws IOException {
            failIfBroken();
            return taken.stream()
                    .filter(note -> said(note).origin().equals(origin))
                    .reduce((older, newer) -> newer);
        }

        @Override
        public String place() {
            return "memory";
        }

        synchronized void breaks(@Nullable IOException failure) {
            broken = failure;
        }

        synchronized List<Long> sizes() {
            return taken.stream().map(note -> said(note).size()).toList();
        }

        private void failIfBroken() throws IOException {
            if (broken != null) {
                throw broken;
            }
        }
    }
}
