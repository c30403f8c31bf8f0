package dev.consent4j.ledger;

import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreException;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.StoredEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An entry on its way to the store, with the caller who waits for its answer. */
final class PendingEntry {

    private final Entry entry;
    private final EntryKeys keys;
    private final byte[] salt;
    private final byte[] bytes;
    private final byte[] leafHash;
    private final CompletableFuture<Recorded> answer = new CompletableFuture<>();

    private PendingEntry(Entry entry, EntryKeys keys, byte[] salt, byte[] bytes) {
        this.entry = entry;
        this.keys = keys;
        this.salt = salt;
        this.bytes = bytes;
        this.leafHash = Commitment.leafHash(salt, bytes);
    }

    /** Prepares all that does not depend on the place, in the caller's thread and not in the writer's. */
    static PendingEntry of(Entry entry, EntryCodec codec, byte[] salt) {
        byte[] bytes = codec.write(entry);
        if (bytes.length > ConsentLedger.MAX_ENTRY_BYTES) {
            throw new EntryRefusedException(
                    0, bytes.length + " bytes are more than " + ConsentLedger.MAX_ENTRY_BYTES, null);
        }
        return new PendingEntry(entry, keysOf(entry), salt, bytes);
    }

    static EntryKeys keysOf(Entry entry) {
        return new EntryKeys(
                entry.kind().id(),
                entry.id().orElse(null),
                entry.subject().orElse(null),
                entry.account().orElse(null),
                toMilliseconds(entry.time()));
    }

    private static Instant toMilliseconds(Instant time) {
        try {
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (ArithmeticException | DateTimeException e) {
            throw new EntryRefusedException(0, "the time is too far away to be kept in milliseconds", e);
        }
    }

    @Nullable
    String id() {
        return keys.id();
    }

    Entry entry() {
        return entry;
    }

    byte[] leafHash() {
        return leafHash;
    }

    StoredEntry at(long index) {
        return new StoredEntry(index, keys, leafHash, salt, bytes);
    }

    void answer(Recorded recorded) {
        answer.complete(recorded);
    }

    /** Answers with a failure, unless there is an answer already. */
    void fail(StoreException failure) {
        answer.completeExceptionally(failure);
    }

    /** Waits for the answer. */
    Recorded await(Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while the entry was being recorded", false, e);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("the store did not answer within " + patience, false, e);
        } catch (ExecutionException e) {
            throw inThisThread(e.getCause());
        }
    }

    /** A failure of the writer's thread with the stack of the caller's. */
    private static StoreException inThisThread(@Nullable Throwable failure) {
        if (failure instanceof StoreUnavailableException unavailable) {
            return new StoreUnavailableException(message(failure), unavailable.outcomeKnown(), failure);
        }
        if (failure instanceof EntryRefusedException) {
            return new EntryRefusedException(0, message(failure), failure);
        }
        return new StoreCorruptedException(message(failure), failure);
    }

    private static String message(@Nullable Throwable failure) {
        return failure == null ? "" : String.valueOf(failure.getMessage());
    }
}
