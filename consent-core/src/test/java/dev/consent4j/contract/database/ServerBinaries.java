package dev.consent4j.contract.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The programs of a server, unpacked once for each version and kept for later runs. */
final class ServerBinaries {

    private ServerBinaries() {}

    /** Where unpacked servers are kept: {@code -Dconsent4j.servers}, else a folder below the user's home. */
    static Path cache() {
        String named = System.getProperty("consent4j.servers");
        return named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".cache", "consent4j");
    }

    /** The folder with what {@code unpacking} makes; made whole or not at all, also by several processes at once. */
    static Path unpacked(Path parent, String name, Unpacking unpacking) throws IOException {
        Path folder = parent.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(parent);
        Path fresh = Files.createTempDirectory(parent, name + "-");
        try {
            unpacking.into(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            delete(fresh);
            // Another process may have been first.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        return folder;
    }

    /** Fills an empty folder. */
    interface Unpacking {

        void into(Path folder) throws IOException;
    }

    /** A name for what is unpacked from a resource: that of its jar and, because some jars are named alike, its length. */
    static String nameOf(URL inJar) throws IOException {
        return inJar.getPath().replaceAll(".*/([^/]+)\\.jar!.*", "$1") + "-"
                + inJar.openConnection().getContentLengthLong();
    }

    /** Unpacks an archive, and closes it. */
    static void untar(InputStream archive, Path folder) throws IOException {
        try (archive;
                TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = inside(folder, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    link(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, inside(folder, entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    makeExecutable(path, (entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    /** A link that leads nowhere on this machine, as one to a folder of who packed it, is left out. */
    private static void link(Path path, Path target) throws IOException {
        if (!target.isAbsolute()) {
            Files.createSymbolicLink(path, target);
        }
    }

    /** Unpacks the files of a jar whose names start with one of {@code prefixes}, below {@code root}. */
    static void unzip(URL inJar, String root, List<String> prefixes, Path folder) throws IOException {
        try (JarFile jar = new JarFile(
                ((JarURLConnection) inJar.openConnection()).getJarFileURL().getPath())) {
            for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (entry.isDirectory() || !name.startsWith(root)) {
                    continue;
                }
                String below = name.substring(root.length());
                if (prefixes.stream().noneMatch(below::startsWith)) {
                    continue;
                }
                Path path = inside(folder, below);
                Files.createDirectories(path.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, path);
                }
                makeExecutable(path, below.startsWith("bin/"));
            }
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A server that is just dying may still move files; the folder is a temporary one.
            return;
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException(name + " leads out of " + folder);
        }
        return path;
    }

    private static void makeExecutable(Path path, boolean executable) throws IOException {
        if (executable) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
