package dev.consent4j.cli;

import dev.consent4j.key.VerifyingKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command.
 *
 * @param file the file it is about
 * @param other the file its own option names; null without it
 * @param keys the keys given
 * @param json whether the findings are wanted as JSON
 */
record Options(String file, @Nullable String other, List<VerifyingKey> keys, boolean json) {

    private static final int MAX_SHOWN = 80;
    private static final int MAX_SENTENCE = 400;
    private static final int MAX_KEY_FILE = 4_096;

    static Options of(List<String> arguments, String otherOption) {
        String file = null;
        String other = null;
        boolean json = false;
        List<VerifyingKey> keys = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.equals("--key")) {
                keys.add(key(value(arguments, ++i, argument)));
            } else if (argument.equals(otherOption)) {
                other = value(arguments, ++i, argument);
            } else if (argument.startsWith("--")) {
                throw new UnusableException("There is no option '" + shown(argument) + "' here.");
            } else if (file != null) {
                throw new UnusableException("One file at a time: '" + shown(argument) + "' is one too many.");
            } else {
                file = argument;
            }
        }
        if (file == null) {
            throw new UnusableException("The file is missing.");
        }
        return new Options(file, other, List.copyOf(keys), json);
    }

    static String value(List<String> arguments, int at, String option) {
        if (at >= arguments.size()) {
            throw new UnusableException("What should follow " + option + " is missing.");
        }
        return arguments.get(at);
    }

    private static VerifyingKey key(String text) {
        Optional<VerifyingKey> key = VerifyingKey.parse(text);
        if (key.isPresent()) {
            return key.get();
        }
        Optional<Path> path = found(text).filter(Files::isRegularFile);
        return path.flatMap(file -> VerifyingKey.parse(
                        new String(bytes(file.toString(), MAX_KEY_FILE), StandardCharsets.UTF_8).strip()))
                .orElseThrow(() -> new UnusableException("'" + shown(text)
                        + "' is neither a key such as example.org/consent+12345678+A... nor a file that holds one."));
    }

    private static Optional<Path> found(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    static Path path(String name) {
        return found(name)
                .orElseThrow(() -> new UnusableException("'" + shown(name) + "' cannot be the name of a file."));
    }

    /** A stream of a file or of standard input. */
    static InputStream open(String name) {
        if (name.equals("-")) {
            return System.in;
        }
        try {
            return Files.newInputStream(path(name));
        } catch (IOException failed) {
            throw unreadable(name, failed);
        }
    }

    /** A small file as a whole. */
    static byte[] bytes(String name, int most) {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new UnusableException("'" + shown(name) + "' is longer than " + most + " bytes.");
            }
            return bytes;
        } catch (IOException failed) {
            throw unreadable(name, failed);
        }
    }

    /** What to say of a file that cannot be read. */
    static UnusableException unreadable(String name, IOException failed) {
        String file = "'" + shown(name) + "'";
        if (failed instanceof NoSuchFileException) {
            return new UnusableException("There is no file " + file + ".");
        }
        if (failed instanceof AccessDeniedException) {
            return new UnusableException(file + " must not be read by this user.");
        }
        if (found(name).filter(Files::isDirectory).isPresent()) {
            return new UnusableException(file + " is a directory; name a file in it.");
        }
        return new UnusableException(file + " cannot be read: " + shown(String.valueOf(failed.getMessage())) + ".");
    }

    /** What somebody typed, or a file holds, fit for a terminal. */
    static String shown(String text) {
        return shown(text, MAX_SHOWN);
    }

    /** The same, of a sentence that may hold such a thing. */
    static String sentence(String text) {
        return shown(text, MAX_SENTENCE);
    }

    private static String shown(String text, int most) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > most ? clean.substring(0, most) + "..." : clean;
    }
}
