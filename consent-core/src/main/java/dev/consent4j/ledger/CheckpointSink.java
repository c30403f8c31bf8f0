package dev.consent4j.ledger;

import java.io.IOException;
import java.util.Optional;

/**
 * A place for checkpoints that whoever can write to the ledger's database cannot write to. What it holds shows later that
 * nothing was altered or cut off. Called from one thread at a time for each ledger, never while anybody waits for an
 * entry; it may take its time, within bounds, and may fail: then the ledger tries again.
 *
 * @see FileCheckpointSink
 * @see HttpCheckpointSink
 */
public interface CheckpointSink {

    /**
     * Takes a checkpoint; when this returns, it is kept. One that is not newer than the last of its origin may be
     * ignored.
     *
     * @param checkpoint a signed checkpoint
     * @throws IOException if it could not be kept now
     */
    void accept(SignedNote checkpoint) throws IOException;

    /**
     * The last checkpoint it took. The ledger proves that it continues this one before it signs another.
     *
     * @param origin first line of the checkpoint
     * @return the checkpoint as it is kept; empty if it has none, or cannot read back
     * @throws IOException if it cannot be read now
     */
    Optional<SignedNote> last(String origin) throws IOException;

    /** Where it is, for messages; no secret. */
    String place();
}
