package dev.consent4j.cli;

import dev.consent4j.ledger.Checkpoint;
import dev.consent4j.ledger.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checkpoint to compare an export with. */
final class OlderCheckpoint {

    /** A checkpoint among others, as a sink's file has them. */
    private static final Pattern NOTE =
            Pattern.compile("[^\\n]+\\n[0-9]+\\n[A-Za-z0-9+/=]+\\n\\n(?:\\u2014 [^\\n]+\\n)+");

    private OlderCheckpoint() {}

    /** The only checkpoint of a file, or the last one of many. */
    static SignedNote in(String file) {
        String end = end(file);
        return SignedNote.parse(end)
                .found()
                .filter(note -> Checkpoint.parse(note.text()).found().isPresent())
                .or(() -> last(end))
                .orElseThrow(() -> new UnusableException("'" + Options.shown(file)
                        + "' holds no signed checkpoint; name a file that a checkpoint sink has written."));
    }

    private static Optional<SignedNote> last(String text) {
        Optional<SignedNote> last = Optional.empty();
        Matcher note = NOTE.matcher(text);
        while (note.find()) {
            last = SignedNote.parse(note.group()).found();
        }
        return last;
    }

    /** Room for the longest one. */
    private static String end(String file) {
        try (SeekableByteChannel channel = Files.newByteChannel(Options.path(file))) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), 2L * SignedNote.MAX_BYTES));
            channel.position(channel.size() - bytes.capacity());
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw Options.unreadable(file, failed);
        }
    }
}
