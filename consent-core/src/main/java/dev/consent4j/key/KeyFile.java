package dev.consent4j.key;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/** A file that holds a keyring, readable by its owner only. */
final class KeyFile {

    /** Bytes a key file may have; the largest ring needs a twentieth of it. */
    static final int MAX_BYTES = 65_536;

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path file;
    private final Path directory;
    private final boolean posix;

    KeyFile(Path file) {
        this.file = file.toAbsolutePath();
        Path parent = this.file.getParent();
        this.directory = parent == null ? this.file : parent;
        this.posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Keyring readOrCreate(SecureRandom random) {
        return Files.exists(file) ? read() : create(Keyring.inMemory(random));
    }

    void replace(Keyring ring) {
        try {
            Path written = written(ring);
            try {
                Files.move(written, file, ATOMIC_MOVE, REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
            forceDirectory();
        } catch (IOException failed) {
            throw new KeyFileException(
                    file, "cannot be written: " + failed + ". Give this process the right to write there.", failed);
        }
    }

    /** A link appears at once and only where nothing is, so of several processes one wins and the others read. */
    private Keyring create(Keyring ring) {
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

    private Keyring read() {
        try {
            if (posix && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new KeyFileException(
                        file,
                        "can be read by others than its owner. Run 'chmod 600' on it; if others may have seen it, "
                                + "rotate the keys.",
                        null);
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new KeyText.MalformedException("is larger than " + MAX_BYTES + " bytes");
            }
            return KeyText.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (KeyText.MalformedException malformed) {
            throw new KeyFileException(
                    file,
                    malformed.getMessage() + ". Restore it from a backup; if there is none, move it away, and consent "
                            + "given so far is asked for again.",
                    malformed);
        } catch (IOException failed) {
            throw new KeyFileException(
                    file, "cannot be read: " + failed + ". Give this process the right to read it.", failed);
        }
    }

    /** A durable, complete file beside the real one. */
    private Path written(Keyring ring) throws IOException {
        Files.createDirectories(directory, only("rwx------"));
        Path temporary = Files.createTempFile(directory, file.getFileName() + ".", ".tmp", only("rw-------"));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(KeyText.write(ring).getBytes(StandardCharsets.UTF_8));
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
