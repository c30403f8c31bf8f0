package dev.consent4j.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a database, searched byte by byte for what must be gone. */
public final class RawFiles {

    private RawFiles() {}

    /**
     * The files below a folder that hold a text.
     *
     * @param folder the folder
     * @param text the text, looked for as UTF-8 and as UTF-16
     * @return their paths
     */
    public static List<Path> holding(Path folder, String text) {
        String utf8 = latin(text.getBytes(StandardCharsets.UTF_8));
        String utf16 = latin(text.getBytes(StandardCharsets.UTF_16LE));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String content = content(file);
                        return content.contains(utf8) || content.contains(utf16);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return latin(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
