package dev.consent4j.servlet.enforcement.markup;

import java.io.IOException;
import java.io.Writer;

/**
 * A page that is written as characters. Used by the threads of one request only.
 *
 * @see MarkupGate#characters
 */
public final class CharMarkup extends StreamedMarkup {

    private static final char[] NONE = {};

    private char[] portion = NONE;
    private Writer out = Writer.nullWriter();

    CharMarkup(Tokenizer tokenizer) {
        super(tokenizer);
    }

    /**
     * Takes a portion of the page.
     *
     * @param characters the array
     * @param from where the portion begins
     * @param count its characters
     * @param target where the result goes
     * @throws IOException if the target fails
     */
    public void write(char[] characters, int from, int count, Writer target) throws IOException {
        portion = characters;
        out = target;
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
    public void end(Writer target) throws IOException {
        out = target;
        end();
    }

    @Override
    int at(int index) {
        return portion[index];
    }

    @Override
    int find(int unit, int from, int to) {
        char[] characters = portion;
        int i = from;
        while (i < to && characters[i] != unit) {
            i++;
        }
        return i;
    }

    @Override
    void collect(int from, int to) throws IOException {
        if (to > from) {
            out.write(portion, from, to - from);
        }
    }

    @Override
    void collect(CharSequence units) throws IOException {
        out.append(units);
    }

    @Override
    void send(int from, int to) throws IOException {
        collect(from, to);
    }
}
