package dev.consent4j.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that checkpoints are appended to, each forced to the disk and followed by an empty line; nothing in it is ever
 * changed, so it may be one that only grows ({@code chattr +a}). Several processes may share it. Thread safe.
 */
public final class FileCheckpointSink implements CheckpointSink {

    /** One checkpoint with its signatures; what was torn by a power failure is passed over. */
    private static final Pattern RECORD = Pattern.compile(
            "^(([^\\n]+)\\n[0-9]+\\n[A-Za-z0-9+/=]+\\n\\n(?:\\u2014 [^\\n]+\\n)+)\\n", Pattern.MULTILINE);

    private static final int WINDOW = 65_536;
    private static final int WIDER = 16;

    /** All that a file asks for which an operator has made to grow only. */
    private static final Set<OpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path file;

    private FileCheckpointSink(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * A sink that appends to a file.
     *
     * @param file the file; it and its directory are created when first needed, for their owner only
     * @return the sink
     */
    public static FileCheckpointSink of(Path file) {
        return new FileCheckpointSink(file);
    }

    @Override
    public void accept(SignedNote checkpoint) throws IOException {
        Checkpoint taken = Checkpoint.parse(checkpoint.text())
                .found()
                .orElseThrow(() -> new IOException("what is to be kept is no checkpoint"));
        Path directory = file.getParent();
        if (directory != null && !Files.exists(directory)) {
            Files.createDirectories(directory, only("rwx------"));
        }
        // A process cannot wait for its own lock on a file, and gives it up when it closes any channel to the file.
        IN_THIS_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(file, APPEND, only("rw-------"));
                FileChannel reading = FileChannel.open(file, StandardOpenOption.READ);
                FileLock held = channel.lock()) {
            long newest = last(reading, taken.origin())
                    .flatMap(last -> Checkpoint.parse(last.text()).found())
                    .map(Checkpoint::size)
                    .orElse(-1L);
            if (held.isValid() && newest < taken.size()) {
                append(channel, checkpoint);
            }
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private void append(FileChannel channel, SignedNote checkpoint) throws IOException {
        boolean created = channel.size() == 0;
        String before = created ? "" : "\n";
        ByteBuffer bytes = ByteBuffer.wrap((before + checkpoint + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
        Path directory = file.getParent();
        if (created && isPosix() && directory != null) {
            try (FileChannel name = FileChannel.open(directory, StandardOpenOption.READ)) {
                name.force(true);
            }
        }
    }

    @Override
    public Optional<SignedNote> last(String origin) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // Closing a channel gives up the lock that another one of this process holds on the same file.
        IN_THIS_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return last(channel, origin);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    /** Reads from the end, more and more, because the last one stands there. */
    private static Optional<SignedNote> last(FileChannel channel, String origin) throws IOException {
        long size = channel.size();
        for (long window = Math.min(size, WINDOW); window > 0; window = Math.min(size, window * WIDER)) {
            Optional<SignedNote> found = newest(read(channel, size - window, (int) window), origin);
            if (found.isPresent() || window == size) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, from + bytes.position());
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private static Optional<SignedNote> newest(String text, String origin) {
        Optional<SignedNote> newest = Optional.empty();
        Matcher record = RECORD.matcher(text);
        while (record.find()) {
            if (record.group(2).equals(origin)) {
                Optional<SignedNote> older = newest;
                newest = SignedNote.parse(record.group(1)).found().or(() -> older);
            }
        }
        return newest;
    }

    private FileAttribute<?>[] only(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public String toString() {
        return "FileCheckpointSink[" + file + "]";
    }
}
