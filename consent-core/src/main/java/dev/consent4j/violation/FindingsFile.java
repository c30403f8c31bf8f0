package dev.consent4j.violation;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A file that keeps findings over restarts, readable by its owner only. A reader sees the old text or the new one. */
final class FindingsFile {

    /** Bytes that are read; a hundred full sites need less. */
    static final int MAX_BYTES = 32 * 1_024 * 1_024;

    private final Path file;
    private final Path directory;
    private final boolean posix;

    FindingsFile(Path file) {
        this.file = file.toAbsolutePath();
        Path parent = this.file.getParent();
        this.directory = parent == null ? this.file : parent;
        this.posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * What the file holds, nothing if there is none.
     *
     * @throws IOException if it cannot be read, or is of another version and not to be replaced
     */
    Map<String, List<ViolationFinding>> read() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
            }
            return FindingsText.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    .orElseThrow(() -> new IOException(file + " is not of this version; move it away"));
        } catch (NoSuchFileException absent) {
            return Map.of();
        }
    }

    void write(Map<String, List<ViolationFinding>> bySite) throws IOException {
        Files.createDirectories(directory, only("rwx------"));
        Path temporary = Files.createTempFile(directory, file.getFileName() + ".", ".tmp", only("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(FindingsText.write(bySite).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private FileAttribute<?>[] only(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
