package dev.consent4j.servlet.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where there is an nginx to run: on this machine, or unpacked from Debian's packages into a folder of the user's cache,
 * which takes no rights and installs nothing.
 *
 * @param binary the program
 * @param libraries folders in which its shared libraries are sought beside those of the machine
 */
record NginxProgram(Path binary, List<Path> libraries) {

    /** Where its messages go, in the directory it runs in. */
    static final String ERRORS = "errors.txt";

    private static final Path IN_PACKAGE = Path.of("usr", "sbin", "nginx");
    private static final long PATIENCE_SECONDS = 180;
    private static final Pattern LIBRARY = Pattern.compile("\\b(?:lib|zlib)[a-z0-9.+-]+");

    /** An nginx; empty with the reasons appended if there is none and none can be had. */
    static Optional<NginxProgram> find(StringBuilder reasons) {
        Stream<Path> path = Arrays.stream(System.getenv("PATH").split(":", -1)).map(Path::of);
        Optional<Path> installed = Stream.concat(path, Stream.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin")))
                .map(folder -> folder.resolve("nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        if (installed.isPresent()) {
            return installed.map(found -> new NginxProgram(found, List.of()));
        }
        Path cache = Path.of(
                System.getProperty("user.home"),
                ".cache",
                "consent4j",
                "nginx-" + System.getProperty("os.arch").toLowerCase(Locale.ROOT));
        try {
            if (!Files.isExecutable(cache.resolve(IN_PACKAGE))) {
                unpack(cache, reasons);
            }
            return Files.isExecutable(cache.resolve(IN_PACKAGE))
                    ? Optional.of(new NginxProgram(cache.resolve(IN_PACKAGE), libraries(cache)))
                    : Optional.empty();
        } catch (IOException failed) {
            reasons.append(failed);
            return Optional.empty();
        }
    }

    /** Runs it in the foreground. */
    Process run(Path directory, Path configuration) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        binary.toString(), "-e", "stderr", "-p", directory.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(ERRORS).toFile());
        if (!libraries.isEmpty()) {
            builder.environment().put("LD_LIBRARY_PATH", String.join(":", text(libraries)));
        }
        return builder.start();
    }

    private static List<String> text(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    private static void unpack(Path cache, StringBuilder reasons) throws IOException {
        Files.createDirectories(cache.getParent());
        Path work = Files.createTempDirectory(cache.getParent(), "nginx-");
        Path root = Files.createDirectory(work.resolve("root"));
        for (String name : List.of("nginx", "nginx-core", "nginx-light")) {
            if (!Files.isExecutable(root.resolve(IN_PACKAGE))) {
                download(work, root, name, reasons);
            }
        }
        if (Files.isExecutable(root.resolve(IN_PACKAGE))) {
            for (String library : missingLibraries(root)) {
                download(work, root, library, reasons);
            }
            try {
                Files.move(root, cache);
            } catch (FileAlreadyExistsException unpackedMeanwhile) {
                reasons.append(unpackedMeanwhile).append('\n');
            }
        }
        delete(work);
    }

    private static void download(Path work, Path root, String name, StringBuilder reasons) throws IOException {
        String said = run(work, "apt-get", "download", name);
        if (archive(work, name).isEmpty()) {
            // The lists of a fresh machine are empty, and only root may fetch them.
            said += run(work, "apt-get", "update") + run(work, "apt-get", "download", name);
        }
        Optional<Path> archive = archive(work, name);
        if (archive.isPresent()) {
            said = run(work, "dpkg", "-x", archive.get().toString(), root.toString());
        }
        reasons.append(said);
    }

    private static Optional<Path> archive(Path work, String name) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "_"))
                    .findFirst();
        }
    }

    /** The packages of libraries that nginx depends on, if the machine lacks any of them. */
    private static TreeSet<String> missingLibraries(Path root) throws IOException {
        TreeSet<String> packages = new TreeSet<>();
        if (run(root, "ldd", root.resolve(IN_PACKAGE).toString()).contains("not found")) {
            String control = run(root, "apt-cache", "depends", "nginx");
            Matcher names = LIBRARY.matcher(control);
            while (names.find()) {
                packages.add(names.group());
            }
            packages.remove("libc6");
        }
        return packages;
    }

    private static List<Path> libraries(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().contains(".so."))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    /** What a command says; what cannot be run says why. */
    private static String run(Path directory, String... command) throws IOException {
        Path output = Files.createTempFile("nginx", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException notThere) {
            return notThere + "\n";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void delete(Path work) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(work)) {
            walk.forEach(files::add);
        }
        for (int i = files.size() - 1; i >= 0; i--) {
            try {
                Files.delete(files.get(i));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
