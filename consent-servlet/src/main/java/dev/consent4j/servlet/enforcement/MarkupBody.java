package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.markup.ByteMarkup;
import dev.consent4j.servlet.enforcement.markup.CharMarkup;
import dev.consent4j.servlet.enforcement.markup.MarkupGate;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of one response, rewritten or not: decided when the first of it is written, or when the head goes out, because
 * only then all that counts is known. Shared by all dispatches of a request, which go on with one page. Used by the
 * threads of one request only.
 */
final class MarkupBody {

    private static final Logger LOG = LoggerFactory.getLogger(MarkupBody.class);
    private static final AtomicBoolean TOLD_UNREADABLE = new AtomicBoolean();
    private static final long NO_LENGTH = -1;

    private final Gate gate;
    private final MarkupGate markup;
    private final @Nullable Visitor visitor;
    private Fate fate = Fate.UNDECIDED;
    private BodyForm form = BodyForm.OTHER;
    private @Nullable MarkupStream stream;
    private @Nullable MarkupWriter writer;
    private @Nullable ByteMarkup bytes;
    private @Nullable CharMarkup characters;
    private long length = NO_LENGTH;

    private enum Fate {
        UNDECIDED,
        PASSED,
        REWRITTEN
    }

    MarkupBody(Gate gate, MarkupGate markup, @Nullable Visitor visitor) {
        this.gate = gate;
        this.markup = markup;
        this.visitor = visitor;
    }

    ServletOutputStream stream(ServletOutputStream container) {
        MarkupStream known = stream;
        if (known == null || !known.writesTo(container)) {
            known = new MarkupStream(container, this);
            stream = known;
        }
        return known;
    }

    PrintWriter writer(PrintWriter container) {
        MarkupWriter known = writer;
        if (known == null || !known.writesTo(container)) {
            known = MarkupWriter.of(container, this);
            writer = known;
        }
        return known;
    }

    /** Decides, unless that has been done, and corrects the head; the body begins, or the head goes out before it. */
    boolean isRewritten() {
        if (fate == Fate.UNDECIDED) {
            try {
                decide();
            } catch (RuntimeException failed) {
                pass(failed);
            }
        }
        return fate == Fate.REWRITTEN;
    }

    private void decide() {
        HttpServletResponse original = gate.original();
        form = original == null ? BodyForm.OTHER : BodyForm.of(original);
        fate = form.isPage() && dependsOnConsent() && isReadable() ? Fate.REWRITTEN : Fate.PASSED;
        if (original != null) {
            settle(original);
        }
    }

    /** A page that could not be judged goes on as it is, and to this visitor only. */
    private void pass(RuntimeException failed) {
        Gate.failed(failed);
        fate = Fate.PASSED;
        gate.dependOnConsent();
    }

    private void settle(HttpServletResponse original) {
        if (fate == Fate.REWRITTEN) {
            BodyForm.unsay(original);
        } else if (length != NO_LENGTH) {
            original.setContentLengthLong(length);
        }
        length = NO_LENGTH;
    }

    /** A page is another one for another visitor, also if nothing in it is denied to this one. */
    private boolean dependsOnConsent() {
        if (visitor != null && !markup.governs(gate.effective())) {
            return false;
        }
        gate.dependOnConsent();
        return visitor == null || markup.denies(gate.effective());
    }

    private boolean isReadable() {
        boolean readable = !form.isEncoded() && (form.charset() != null || stream == null);
        if (!readable && TOLD_UNREADABLE.compareAndSet(false, true)) {
            LOG.warn("A page is compressed by the application, or in an encoding that is not read as bytes, so denied"
                    + " elements in it stay as they are. Compress after this filter, and use UTF-8. Told once.");
        }
        return readable;
    }

    /** The page for bytes, null if they pass as they are. */
    @Nullable
    ByteMarkup bytes() {
        Charset charset = isRewritten() ? form.charset() : null;
        if (bytes == null && charset != null) {
            try {
                bytes = markup.bytes(gate.effective(), visitor, form.xml(), charset);
            } catch (RuntimeException failed) {
                pass(failed);
            }
        }
        return bytes;
    }

    /** The page for characters, null if they pass as they are. */
    @Nullable
    CharMarkup characters() {
        if (isRewritten() && characters == null) {
            try {
                characters = markup.characters(gate.effective(), visitor, form.xml());
            } catch (RuntimeException failed) {
                pass(failed);
            }
        }
        return characters;
    }

    /** Keeps a stated length back until it is known whether it will be true; false if the container may have it. */
    boolean takesLength(@Nullable String value) {
        if (value == null) {
            length = NO_LENGTH;
            return false;
        }
        try {
            return takesLength(Long.parseLong(value.strip()));
        } catch (NumberFormatException notForUs) {
            return false;
        }
    }

    boolean takesLength(long value) {
        if (fate == Fate.UNDECIDED) {
            length = value;
        }
        return fate != Fate.PASSED;
    }

    /** The response was cleared, or another one takes its place: head and body begin again. */
    void restart() {
        rewind();
        length = NO_LENGTH;
        stream = null;
        writer = null;
    }

    /** The body begins again. */
    void rewind() {
        bytes = null;
        characters = null;
        fate = Fate.UNDECIDED;
    }

    /** Ends the response: the head is settled, and what was kept of an unfinished tag goes out. */
    void end() throws IOException {
        HttpServletResponse original = gate.original();
        if (fate == Fate.UNDECIDED && original != null) {
            endEmpty(original);
        }
        MarkupStream streamed = stream;
        ByteMarkup page = bytes;
        if (streamed != null && page != null) {
            streamed.end(page);
        }
        MarkupWriter written = writer;
        CharMarkup text = characters;
        if (written != null && text != null) {
            written.end(text);
        }
    }

    /** Nothing was written: the answer to HEAD has the head of the page, others have no page. */
    private void endEmpty(HttpServletResponse original) {
        boolean head = visitor != null && "HEAD".equals(visitor.request().getMethod());
        if (head && original.getContentType() != null) {
            isRewritten();
        } else {
            fate = Fate.PASSED;
            settle(original);
        }
    }
}
