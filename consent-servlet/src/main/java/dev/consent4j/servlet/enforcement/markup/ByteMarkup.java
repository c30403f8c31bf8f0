package dev.consent4j.servlet.enforcement.markup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A page that is written as bytes of an encoding that writes ASCII as ASCII. Used by the threads of one request only.
 *
 * @see MarkupGate#bytes
 */
public final class ByteMarkup extends StreamedMarkup {

    /** Bytes set aside before they are sent, unless all have to go on at once. */
    static final int MAX_ASIDE = 32 * 1024;

    private static final byte[] NONE = {};

    private final Aside aside = new Aside();
    private byte[] portion = NONE;
    private OutputStream out = OutputStream.nullOutputStream();
    private boolean once;

    private static final class Aside extends ByteArrayOutputStream {

        void add(CharSequence units) {
            for (int i = 0; i < units.length(); i++) {
                write(units.charAt(i));
            }
        }
    }

    ByteMarkup(Tokenizer tokenizer) {
        super(tokenizer);
    }

    /**
     * Takes a portion of the page.
     *
     * @param bytes the array
     * @param from where the portion begins
     * @param count its bytes
     * @param target where the result goes
     * @param atOnce whether there may be only one write to it, as non-blocking streams demand
     * @throws IOException if the target fails
     */
    public void write(byte[] bytes, int from, int count, OutputStream target, boolean atOnce) throws IOException {
        portion = bytes;
        out = target;
        once = atOnce;
        try {
            take(from, from + count);
        } finally {
            portion = NONE;
        }
    }

    /**
     * Ends the page: what was kept of a tag that never ended is sent.
     *
     * @param target where it goes
     * @throws IOException if the target fails
     */
    public void end(OutputStream target) throws IOException {
        out = target;
        end();
    }

    @Override
    int at(int index) {
        return portion[index] & 0xff;
    }

    @Override
    int find(int unit, int from, int to) {
        byte[] bytes = portion;
        int i = from;
        while (i < to && bytes[i] != (byte) unit) {
            i++;
        }
        return i;
    }

    @Override
    void collect(int from, int to) throws IOException {
        if (once || aside.size() + to - from <= MAX_ASIDE) {
            aside.write(portion, from, to - from);
        } else {
            flushAside();
            out.write(portion, from, to - from);
        }
    }

    @Override
    void collect(CharSequence units) throws IOException {
        if (!once && aside.size() + units.length() > MAX_ASIDE) {
            flushAside();
        }
        aside.add(units);
    }

    @Override
    void send(int from, int to) throws IOException {
        if (aside.size() == 0) {
            if (to > from) {
                out.write(portion, from, to - from);
            }
            return;
        }
        collect(from, to);
        flushAside();
    }

    private void flushAside() throws IOException {
        if (aside.size() > 0) {
            out.write(aside.toByteArray());
            aside.reset();
        }
    }
}
