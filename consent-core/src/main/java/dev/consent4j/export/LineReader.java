package dev.consent4j.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines as slices of one array, each of a bounded length and ended by LF. Not thread safe. */
final class LineReader {

    /** Bytes of a line, at most: the longest entry in base64, and room for what stands around it. */
    static final int MAX_LINE = 6 * 1_024 * 1_024;

    private static final int START = 1 << 16;

    /** What came of asking for a line. */
    enum Next {
        /** A line, from {@link #from()} to {@link #to()}. */
        LINE,
        /** The rest of the stream, which no LF ends; never empty. */
        UNENDED,
        /** More bytes without LF than a line may have. */
        TOO_LONG,
        /** The end of the stream. */
        END
    }

    private final InputStream in;
    private byte[] buffer = new byte[START];
    private int from;
    private int to;
    private int next;
    private int filled;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    Next next() throws IOException {
        from = next;
        int at = from;
        while (true) {
            while (at < filled) {
                if (buffer[at++] == '\n') {
                    to = at - 1;
                    next = at;
                    if (to - from > MAX_LINE) {
                        return Next.TOO_LONG;
                    }
                    number++;
                    return Next.LINE;
                }
            }
            if (filled - from > MAX_LINE) {
                return Next.TOO_LONG;
            }
            at = makeRoom(at);
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                to = filled;
                next = filled;
                return from == filled ? Next.END : Next.UNENDED;
            }
            filled += read;
        }
    }

    /** Moves the line begun to the start of the array, or takes a larger one; returns where to look on. */
    private int makeRoom(int at) {
        if (filled < buffer.length) {
            return at;
        }
        if (from == 0) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
            return at;
        }
        int moved = from;
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        from = 0;
        return at - moved;
    }

    /** The array that holds the line until the next one is asked for. */
    byte[] array() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }
}
