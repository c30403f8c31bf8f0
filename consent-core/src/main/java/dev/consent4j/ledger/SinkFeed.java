package dev.consent4j.ledger;

import dev.consent4j.store.StoreUnavailableException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One sink, and what this process knows it to hold. */
final class SinkFeed {

    private final CheckpointSink sink;
    private @Nullable SignedNote accepted;
    private @Nullable String failure;

    SinkFeed(CheckpointSink sink) {
        this.sink = sink;
    }

    /**
     * The last checkpoint the sink holds, as it says itself; where it says nothing, the last one it took from here.
     *
     * @throws StoreUnavailableException if it cannot be read and took none from here
     */
    Optional<PublishedNote> last(String origin) {
        SignedNote known = accepted;
        Optional<SignedNote> last;
        try {
            last = sink.last(origin).or(() -> Optional.ofNullable(known));
        } catch (IOException | RuntimeException | Error unreadable) {
            if (known == null) {
                throw new StoreUnavailableException(
                        "the last checkpoint cannot be read back from " + sink.place() + ": " + unreadable,
                        true,
                        unreadable);
            }
            last = Optional.of(known);
        }
        return last.map(note -> PublishedNote.of(new Parsed.Readable<>(note), sink.place()));
    }

    /** Gives the sink a checkpoint unless it has it; a failure is kept for {@link #failure()}. */
    void offer(SignedNote note) {
        if (note.equals(accepted)) {
            failure = null;
            return;
        }
        try {
            sink.accept(note);
            accepted = note;
            failure = null;
        } catch (IOException | RuntimeException | Error failed) {
            failure = "the sink " + sink.place() + " takes no checkpoint: " + failed;
        }
    }

    /** Why the sink lacks the last checkpoint; empty if it has it. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
