package dev.consent4j.store.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates a file and its folders with rights for their owner only, where the file system knows rights. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Creates what does not exist; what exists keeps its rights. */
    static void createFile(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path folder = file.getParent();
        if (folder != null) {
            createFolder(folder, rights(posix, "rwx------"));
        }
        try {
            Files.createFile(file, rights(posix, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file)) {
                throw e;
            }
        }
    }

    private static void createFolder(Path folder, FileAttribute<?>[] rights) throws IOException {
        Path parent = folder.getParent();
        if (Files.isDirectory(folder) || parent == null) {
            return;
        }
        createFolder(parent, rights);
        try {
            Files.createDirectory(folder, rights);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        makeDurable(parent);
    }

    /** A new folder survives a power loss only once the one above it is on the disk; SQLite sees to its own folder. */
    private static void makeDurable(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows does not open folders; there the file system's journal orders this.
            return;
        }
    }

    private static FileAttribute<?>[] rights(boolean posix, String rights) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
