package dev.consent4j.store;

import java.util.Arrays;

/**
 * A named value kept beside the entries of a ledger and replaced as a whole: a tile of the tree, the last checkpoint, the
 * place up to which a listener has heard. Never evidence: it can be made again from the entries, or is about the reader.
 *
 * @param name at most {@value #MAX_NAME} characters of {@code [a-z0-9./-]}, such as {@code tile/0/000000000012}
 * @param value the value, at most {@value #MAX_VALUE} bytes; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent")
public record Cell(String name, byte[] value) {

    /** Characters a name may have. */
    public static final int MAX_NAME = 100;

    /** Bytes a value may have. */
    public static final int MAX_VALUE = 65_536;

    /**
     * Refuses what not every store can keep.
     *
     * @throws IllegalArgumentException if the name or the value is longer than allowed, a mistake of the caller
     */
    public Cell {
        if (name.isEmpty() || name.length() > MAX_NAME || value.length > MAX_VALUE) {
            throw new IllegalArgumentException("a cell " + name + " of " + value.length + " bytes cannot be kept");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell && cell.name.equals(name) && Arrays.equals(cell.value, value);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Cell[" + name + ", " + value.length + " bytes]";
    }
}
