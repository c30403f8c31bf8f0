package dev.consent4j.export;

import dev.consent4j.store.StoredEntry;
import java.io.IOException;

/** Writes one form of an export, entry by entry. Used once, by one thread. */
interface RangeWriter {

    /**
     * Begins at an index; from the first one of the range on with what stands before it.
     *
     * @param from the index
     */
    void begin(long from) throws IOException;

    /** An entry of the range; of one out of scope nothing but index and leaf hash may be written. */
    void entry(StoredEntry stored, boolean inScope) throws IOException;

    /** An index of the range at which the store holds nothing. */
    void absent(long index) throws IOException;

    /** What stands behind the last entry. */
    void end() throws IOException;
}
