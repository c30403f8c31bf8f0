package dev.consent4j.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** A stream without a container: what was written, how often it was flushed, and whether more may be written. */
public final class FakeStream extends ServletOutputStream {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private WriteListener listener;
    private boolean busy;
    private boolean broken;
    private boolean closed;
    private int flushes;

    ByteArrayOutputStream written() {
        return written;
    }

    PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(this, StandardCharsets.UTF_8));
    }

    /** Does not take more for now. */
    public void busy() {
        busy = true;
    }

    /** Fails from now on, as the connection does. */
    public void broken() {
        broken = true;
    }

    public boolean closed() {
        return closed;
    }

    public int flushes() {
        return flushes;
    }

    public WriteListener listener() {
        return listener;
    }

    @Override
    public void write(int unit) throws IOException {
        if (broken) {
            throw new IOException("the connection is gone");
        }
        written.write(unit);
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isReady() {
        return !busy;
    }

    @Override
    public void setWriteListener(WriteListener given) {
        listener = given;
    }
}
