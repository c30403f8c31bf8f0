package dev.consent4j.examples.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory with the settings a browser starts with, deleted afterwards. */
record Profile(Path directory) implements AutoCloseable {

    /**
     * Third-party cookies are kept. Browsers more and more refuse them by default; a test that a site causes none must not
     * pass for that reason.
     */
    private static final String PREFERENCES = "{\"profile\": {\"cookie_controls_mode\": 0}}";

    static Profile create() {
        try {
            Path directory = Files.createTempDirectory("consent4j-chromium");
            Path settings = directory.resolve("Default");
            Files.createDirectories(settings);
            Files.writeString(settings.resolve("Preferences"), PREFERENCES);
            return new Profile(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            delete(directory);
        } catch (IOException stillWritten) {
            // The browser's last process may write while it ends; what is left is in a directory for temporary files.
            directory.toFile().deleteOnExit();
        }
    }

    /** Deletes a directory and all below it, if it is there. */
    static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (java.io.UncheckedIOException vanished) {
                throw vanished.getCause();
            }
        }
    }
}
