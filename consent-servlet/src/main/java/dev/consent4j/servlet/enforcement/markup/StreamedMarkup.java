package dev.consent4j.servlet.enforcement.markup;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page rewritten as it is written, in any portions: what is in no tag under judgement goes on at once and as it came.
 * If this fails, the rest of the page goes on as it comes. Used by the threads of one request only.
 */
abstract class StreamedMarkup {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedMarkup.class);
    private static final AtomicBoolean TOLD_FAILURE = new AtomicBoolean();

    private final Tokenizer tokenizer;
    /** Where what has not gone on yet begins in this portion. */
    private int start;
    /** Where the tag under judgement begins in this portion, -1 for none. */
    private int tag;
    /** Whether the tag under judgement began in an earlier portion. */
    private boolean carried;

    private boolean failed;

    StreamedMarkup(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** The unit at an index of the portion. */
    abstract int at(int index);

    /** The index of a unit, {@code to} if it is not there. */
    abstract int find(int unit, int from, int to);

    /** Sets a part of the portion aside to go on. */
    abstract void collect(int from, int to) throws IOException;

    /** Sets other units aside to go on. */
    abstract void collect(CharSequence units) throws IOException;

    /** Sends what was set aside, and a last part of the portion. */
    abstract void send(int from, int to) throws IOException;

    /** Takes a portion. */
    final void take(int from, int to) throws IOException {
        start = from;
        tag = -1;
        if (!failed) {
            try {
                run(from, to);
            } catch (RuntimeException unexpected) {
                failed(unexpected);
            }
        }
        int end = tag >= 0 ? tag : to;
        if (carried && !failed) {
            end = start;
        }
        carried |= tag >= 0;
        send(start, Math.max(start, end));
    }

    private void run(int from, int to) throws IOException {
        int i = from;
        if (carried) {
            start = to;
        }
        while (i < to) {
            int awaited = tokenizer.awaits();
            if (awaited != Tokenizer.ANY) {
                i = awaited == Tokenizer.NOTHING ? to : find(awaited, i, to);
                if (i == to) {
                    return;
                }
            }
            switch (tokenizer.step(at(i))) {
                case PASS -> {}
                case HOLD -> tag = tag < 0 && !carried ? i : tag;
                case RELEASE -> {
                    if (carried) {
                        collect(tokenizer.kept());
                        start = i + 1;
                    }
                    decided();
                }
                case REPLACE -> {
                    if (!carried) {
                        collect(start, tag);
                    }
                    collect(tokenizer.replacement());
                    start = i + 1;
                    decided();
                }
            }
            i++;
        }
    }

    private void decided() {
        carried = false;
        tag = -1;
    }

    private void failed(RuntimeException unexpected) throws IOException {
        failed = true;
        if (carried) {
            collect(tokenizer.kept());
        }
        decided();
        if (TOLD_FAILURE.compareAndSet(false, true)) {
            LOG.warn("A page could not be read, so the rest of it is sent as it is. Told once.", unexpected);
        } else {
            LOG.debug("A page could not be read", unexpected);
        }
    }

    /** Sends the beginning of a tag that never ended. */
    final void end() throws IOException {
        if (carried) {
            carried = false;
            failed = true;
            collect(tokenizer.kept());
            send(0, 0);
        }
    }
}
