package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.markup.CharMarkup;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The writer on which an application writes a page that may be rewritten. It encodes nothing: characters reach the
 * container's own writer. Used by the threads of one request only.
 */
final class MarkupWriter extends PrintWriter {

    private final PrintWriter container;

    private MarkupWriter(Target target, PrintWriter container) {
        super(target);
        this.container = container;
    }

    static MarkupWriter of(PrintWriter container, MarkupBody body) {
        return new MarkupWriter(new Target(container, body), container);
    }

    boolean writesTo(PrintWriter other) {
        return container == other;
    }

    @Override
    public boolean checkError() {
        return container.checkError();
    }

    void end(CharMarkup page) throws IOException {
        page.end(container);
    }

    /** Between the application's characters and the container's writer, which keeps what goes wrong to itself. */
    private static final class Target extends Writer {

        private final PrintWriter container;
        private final MarkupBody body;

        Target(PrintWriter container, MarkupBody body) {
            this.container = container;
            this.body = body;
        }

        @Override
        public void write(char[] characters, int from, int count) throws IOException {
            CharMarkup page = body.characters();
            if (page == null) {
                container.write(characters, from, count);
            } else {
                page.write(characters, from, count, container);
            }
        }

        @Override
        public void flush() {
            body.isRewritten();
            container.flush();
        }

        @Override
        public void close() throws IOException {
            body.end();
            container.close();
        }
    }
}
