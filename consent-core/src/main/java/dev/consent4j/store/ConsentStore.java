package dev.consent4j.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the entries of one ledger in order, append-only. Thread safe. An implementation extends the contract suite
 * {@code ConsentStoreContract}.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the same call may succeed later, and {@link
 * StoreCorruptedException} if what is kept contradicts itself.
 */
public interface ConsentStore extends AutoCloseable {

    /** Bytes of the entries that {@link #read} gives at once, at most, unless the first one alone has more. */
    int MAX_READ_BYTES = 8 * 1_024 * 1_024;

    /**
     * Appends entries: in one transaction locks the head against every other writer, also of other processes, calls
     * {@code plan} with it and with what the ledger holds then ({@link AppendPlan#after(Head, AppendPlan.Held)}), does what
     * it returns (inserts entries, erases entries, replaces cells) and stores the new head. The plan is pure and may be
     * called again if the transaction is tried again. When this returns, the entries are durable: they survive the death of the
     * process and, as far as the medium is honest, of the machine. When it throws {@link EntryRefusedException} or
     * {@link StoreUnavailableException} with {@code outcomeKnown}, nothing was appended.
     *
     * @param plan what to append after a head
     * @return the head after the append
     * @throws EntryRefusedException if one entry cannot be kept, such as a second one with an id that is taken
     */
    Head append(AppendPlan plan);

    /** The head of the last durable append; {@link Head#EMPTY} before the first. */
    Head head();

    /**
     * The entry with an id.
     *
     * @param id the id among the entry's keys
     * @return the entry, empty if none has it
     */
    Optional<StoredEntry> byId(String id);

    /**
     * Entries in order, as many as memory has room for: an entry may be large.
     *
     * @param from first index
     * @param limit how many at most, from 1
     * @return the entries; fewer at the end, and where more would have over {@value #MAX_READ_BYTES} bytes together; at least
     *     one if there is any
     */
    List<StoredEntry> read(long from, int limit);

    /**
     * Entries by lookup key, newest first; cost does not grow with the ledger.
     *
     * @param query what to look for
     * @return the entries, fewer at the end
     */
    List<StoredEntry> find(EntryQuery query);

    /**
     * Cells by name.
     *
     * @param names the names
     * @return the values by name, without those that are not kept
     */
    Map<String, byte[]> cells(Collection<String> names);

    /** Releases files and connections; appends under way finish first. Idempotent. */
    @Override
    void close();
}
