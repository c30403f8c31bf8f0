package dev.consent4j.powerloss;

import dev.consent4j.powerloss.DiskEvent.Synced;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a traced process did to the files below one folder, and what it acknowledged, in order. */
final class Trace {

    private static final String UNFINISHED = " <unfinished ...>";

    private Trace() {}

    /**
     * A step of a trace.
     *
     * @param began line on which the call began
     * @param ended line on which it returned
     * @param event what it did
     */
    record Step(int began, int ended, DiskEvent event) {

        /** A write may have reached the disk as soon as it began; a sync counts only when it has returned. */
        int counts() {
            return event instanceof Synced ? ended : began;
        }
    }

    private record Begun(String text, int line) {}

    /**
     * Reads a trace.
     *
     * @param trace what strace wrote
     * @param folder the folder that matters
     * @throws IllegalStateException if something was done to it that a {@link Disk} does not know
     */
    static List<Step> read(Path trace, Path folder) throws IOException {
        CallReader calls = new CallReader(folder.toString());
        Map<String, Begun> unfinished = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int ended = ++number;
                int blank = line.indexOf(' ');
                String thread = line.substring(0, blank);
                String text = line.substring(blank).strip();
                if (text.endsWith(UNFINISHED)) {
                    String beginning = text.substring(0, text.length() - UNFINISHED.length());
                    unfinished.put(thread, new Begun(beginning, ended));
                    continue;
                }
                Begun begun = text.startsWith("<... ") ? unfinished.remove(thread) : null;
                String whole = begun == null ? text : begun.text() + text.substring(text.indexOf('>') + 1);
                TracedCall.parse(whole, begun == null ? ended : begun.line(), ended)
                        .filter(call -> !call.failed())
                        .ifPresent(call -> calls.events(call)
                                .forEach(event -> steps.add(new Step(call.began(), call.ended(), event))));
            }
        }
        steps.sort(Comparator.comparingInt(Step::counts));
        return steps;
    }
}
