package dev.consent4j.key;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A file that holds keys, readable by its owner only. */
final class KeyFile<T> {

    /** Bytes a key file may have; the largest ring needs a twentieth of it. */
    static final int MAX_BYTES = 65_536;

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    /** A process cannot wait for its own lock on a file. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path file;
    private final KeyFormat<T> format;
    private final String whenLost;
    private final Path directory;
    private final boolean posix;

    /** What to do {@code whenLost} ends the message about a damaged file. */
    KeyFile(Path file, KeyFormat<T> format, String whenLost) {
        this.format = format;
        this.whenLost = whenLost;
        this.file = file.toAbsolutePath();
        Path parent = this.file.getParent();
        this.directory = parent == null ? this.file : parent;
        this.posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Reads the file, or creates it, and adds what it lacks.
     *
     * @param fresh what a new file holds
     * @param completed the keys with what they lack; the same object if they lack nothing
     */
    T readOrCreate(Supplier<T> fresh, UnaryOperator<T> completed) {
        T keys = Files.exists(file) ? read() : create(fresh.get());
        return completed.apply(keys) == keys ? keys : complete(completed);
    }

    /** Under a lock, so that of several processes one adds and the others read what it added. */
    private T complete(UnaryOperator<T> completed) {
        IN_THIS_PROCESS.lock();
        try {
            while (true) {
                Object before = identity();
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    // Who waited for the lock of a file that was replaced meanwhile holds one on nothing.
                    if (held.isValid() && Objects.equals(before, identity())) {
                        // Through the channel: closing another one on the same file would give the lock up.
                        T keys = keys(Channels.newInputStream(channel).readNBytes(MAX_BYTES + 1));
                        T complete = completed.apply(keys);
                        if (complete != keys) {
                            replace(complete);
                        }
                        return complete;
                    }
                }
            }
        } catch (MalformedKeysException malformed) {
            throw damaged(malformed);
        } catch (IOException failed) {
            throw unwritable(failed);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    void replace(T ring) {
        try {
            Path written = written(ring);
            try {
                Files.move(written, file, ATOMIC_MOVE, REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
            forceDirectory();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private KeyFileException unwritable(IOException failed) {
        return new KeyFileException(
                file, "cannot be written: " + failed + ". Give this process the right to write there.", failed);
    }

    /** A link appears at once and only where nothing is, so of several processes one wins and the others read. */
    private T create(T ring) {
        try {
            Path written = written(ring);
            try {
                Files.createLink(file, written);
            } catch (FileAlreadyExistsException anotherWasFirst) {
                return read();
            } finally {
                Files.delete(written);
            }
            forceDirectory();
            return ring;
        } catch (IOException | UnsupportedOperationException failed) {
            throw new KeyFileException(
                    file,
                    "cannot be created: " + failed + ". Name a directory this process may write to, on a file system "
                            + "with hard links, or copy a key file there that was created elsewhere.",
                    failed);
        }
    }

    private T read() {
        try {
            if (posix && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new KeyFileException(
                        file,
                        "can be read by others than its owner. Run 'chmod 600' on it; if others may have seen it, "
                                + "rotate the keys.",
                        null);
            }
            try (InputStream bytes = Files.newInputStream(file)) {
                return keys(bytes.readNBytes(MAX_BYTES + 1));
            }
        } catch (MalformedKeysException malformed) {
            throw damaged(malformed);
        } catch (IOException failed) {
            throw new KeyFileException(
                    file, "cannot be read: " + failed + ". Give this process the right to read it.", failed);
        }
    }

    private T keys(byte[] bytes) throws MalformedKeysException {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedKeysException("is larger than " + MAX_BYTES + " bytes");
        }
        return format.read(new String(bytes, StandardCharsets.UTF_8));
    }

    private KeyFileException damaged(MalformedKeysException malformed) {
        return new KeyFileException(
                file,
                malformed.getMessage() + ". Restore it from a backup; if there is none, move it away, and " + whenLost
                        + ".",
                malformed);
    }

    /** A durable, complete file beside the real one. */
    private Path written(T ring) throws IOException {
        Files.createDirectories(directory, only("rwx------"));
        Path temporary = Files.createTempFile(directory, file.getFileName() + ".", ".tmp", only("rw-------"));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(format.write(ring).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
        return temporary;
    }

    /** Makes the name durable too; elsewhere than on POSIX a directory cannot be opened. */
    private void forceDirectory() throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private FileAttribute<?>[] only(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
