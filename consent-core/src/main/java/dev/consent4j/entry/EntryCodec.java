package dev.consent4j.entry;

/**
 * Turns entries into the bytes a ledger commits to, and back. Thread safe. Equal entries give equal bytes; bytes once
 * written stay readable by every later version.
 */
public interface EntryCodec {

    /**
     * The bytes of an entry: canonical JSON text in UTF-8.
     *
     * @param entry the entry
     * @return its bytes
     */
    byte[] write(Entry entry);

    /**
     * The entry of some bytes.
     *
     * @param bytes bytes from a store
     * @return the entry, or why the bytes are none; never an exception
     */
    EntryReading read(byte[] bytes);
}
