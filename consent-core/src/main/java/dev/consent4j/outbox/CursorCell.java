package dev.consent4j.outbox;

import dev.consent4j.store.StoreCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A listener's place in a ledger as the store keeps it, with the process that serves it.
 *
 * @param next index of the first entry that may not have been taken
 * @param limit index of the first entry that has certainly not been given
 * @param holder token of the process that serves the listener, empty if none does
 * @param beat changes with every sign of life of the holder
 */
record CursorCell(long next, long limit, String holder, long beat) {

    static final CursorCell START = new CursorCell(0, 0, "", 0);

    private static final Pattern TEXT = Pattern.compile("1 (\\d{1,18}) (\\d{1,18}) ([0-9a-f]{0,32}) (\\d{1,18})");

    /** The cell of some bytes; what this version cannot read is never taken for a start, nor written over. */
    static CursorCell of(String listener, byte[] bytes) {
        Matcher text = TEXT.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!text.matches()) {
            throw new StoreCorruptedException("the place of listener " + listener + " cannot be read", null);
        }
        long next = Long.parseLong(text.group(1));
        long limit = Long.parseLong(text.group(2));
        return new CursorCell(next, Math.max(next, limit), text.group(3), Long.parseLong(text.group(4)));
    }

    byte[] toBytes() {
        return ("1 " + next + " " + limit + " " + holder + " " + beat).getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isFree() {
        return holder.isEmpty();
    }

    CursorCell heldBy(String process) {
        return new CursorCell(next, limit, process, beat + 1);
    }

    CursorCell at(long newNext, long newLimit) {
        return new CursorCell(newNext, newLimit, holder, beat + 1);
    }
}
