package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.markup.ByteMarkup;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Objects;

/** The stream on which an application writes a page that may be rewritten. Used by the threads of one request only. */
final class MarkupStream extends ServletOutputStream {

    private final ServletOutputStream container;
    private final MarkupBody body;
    private final byte[] one = new byte[1];
    private boolean listened;

    MarkupStream(ServletOutputStream container, MarkupBody body) {
        this.container = container;
        this.body = body;
    }

    boolean writesTo(ServletOutputStream other) {
        return container == other;
    }

    @Override
    public void write(int unit) throws IOException {
        one[0] = (byte) unit;
        write(one, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        ByteMarkup page = body.bytes();
        if (page == null) {
            container.write(bytes, from, count);
        } else {
            page.write(bytes, from, count, container, listened);
        }
    }

    @Override
    public void flush() throws IOException {
        body.isRewritten();
        container.flush();
    }

    @Override
    public void close() throws IOException {
        body.end();
        container.close();
    }

    /** A browser ignores a tag that never ends, so that one that cannot be sent without blocking is no loss. */
    void end(ByteMarkup page) throws IOException {
        if (!listened || container.isReady()) {
            page.end(container);
        }
    }

    @Override
    public boolean isReady() {
        return container.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        container.setWriteListener(listener);
        listened = true;
    }
}
