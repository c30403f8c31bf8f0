package dev.consent4j.entry;

import dev.consent4j.policy.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A legal hold was placed or lifted: what it covers is not erased meanwhile (GDPR Art. 17(3)(e)). Names no subject, only
 * places in the ledger.
 *
 * @param hold random id, the same when it is lifted
 * @param step whether it was placed or lifted
 * @param reason why, such as a file number; never a name
 * @param authority who ordered it, as the access rule names them
 * @param ranges what it covers; empty when it is lifted
 * @param day the day on which it is looked at again; when it is lifted, that day
 * @param time when
 */
public record Hold(
        String hold, Step step, String reason, String authority, List<IndexRange> ranges, LocalDate day, Instant time)
        implements Entry {

    /** What happened to a hold. */
    public enum Step implements Named {
        /** From now on it holds. */
        PLACED("placed"),
        /** It holds no more. */
        LIFTED("lifted");

        private final String id;

        Step(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /** Takes an immutable, sorted copy. */
    public Hold {
        ranges = List.copyOf(new TreeSet<>(ranges));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.HOLD;
    }

    @Override
    public Optional<String> id() {
        return Optional.of("hold:" + hold + ":" + step.id());
    }
}
