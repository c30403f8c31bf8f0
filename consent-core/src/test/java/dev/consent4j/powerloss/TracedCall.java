package dev.consent4j.powerloss;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One system call of a trace.
 *
 * @param name the call
 * @param arguments its arguments, as strace prints them with {@code -xx -y}: every text in hex, paths behind descriptors
 * @param result what it returned
 * @param resultPath the file behind a returned descriptor, in hex
 * @param began line of the trace on which it began
 * @param ended line on which it returned
 */
record TracedCall(String name, String arguments, long result, String resultPath, int began, int ended) {

    private static final Pattern CALL =
            Pattern.compile("(\\w+)\\((.*)\\) += (-?\\d+|0x[0-9a-f]+)(?:<([^>]*)>)?.*", Pattern.DOTALL);
    private static final Pattern DESCRIPTOR = Pattern.compile("\\d+<([^>]*)>.*", Pattern.DOTALL);

    /** Reads a call, empty for what is none, such as a signal or the end of a thread. */
    static Optional<TracedCall> parse(String text, int began, int ended) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        long result = Long.decode(call.group(3).startsWith("0x") ? "0" : call.group(3));
        String path = call.group(4) == null ? "" : call.group(4);
        return Optional.of(new TracedCall(call.group(1), call.group(2), result, path, began, ended));
    }

    boolean failed() {
        return result < 0;
    }

    /** The file or folder behind the descriptor that is the first argument. */
    String descriptorPath() {
        Matcher descriptor = DESCRIPTOR.matcher(arguments);
        return descriptor.matches() ? text(descriptor.group(1)) : "";
    }

    int descriptor() {
        return Integer.parseInt(arguments.substring(0, arguments.indexOf('<')));
    }

    String returnedPath() {
        return text(resultPath);
    }

    /** A quoted argument, counted from 0. */
    byte[] quoted(int which) {
        int start = 0;
        for (int i = 0; i < which; i++) {
            start = arguments.indexOf('"', arguments.indexOf('"', start) + 1) + 1;
        }
        int open = arguments.indexOf('"', start);
        int close = arguments.indexOf('"', open + 1);
        if (arguments.startsWith("...", close + 1)) {
            throw new IllegalStateException("the trace has cut a text: " + name);
        }
        return bytes(arguments.substring(open + 1, close));
    }

    String quotedText(int which) {
        return new String(quoted(which), StandardCharsets.UTF_8);
    }

    /** The last argument, a number. */
    long lastNumber() {
        return Long.parseLong(
                arguments.substring(arguments.lastIndexOf(',') + 1).strip());
    }

    private static String text(String hex) {
        return new String(bytes(hex.endsWith("(deleted)") ? "" : hex), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String hex) {
        return hex.startsWith("\\x") ? HexFormat.of().withPrefix("\\x").parseHex(hex) : new byte[0];
    }
}
