package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.request.GateOutcome;
import dev.consent4j.servlet.request.GateOutcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the gate did on one request, explained only when somebody asks. Guarded by the judge that keeps it. */
final class GateLog {

    static final int MAX_OUTCOMES = 256;

    private final List<Note> notes = new ArrayList<>();

    private record Note(String cookie, Kind kind, Supplier<String> explanation) {}

    void add(String cookie, Kind kind, Supplier<String> explanation) {
        if (notes.size() < MAX_OUTCOMES) {
            notes.add(new Note(cookie, kind, explanation));
        }
    }

    List<GateOutcome> outcomes() {
        return notes.stream()
                .map(note -> new GateOutcome(
                        note.cookie(), note.kind(), note.explanation().get()))
                .toList();
    }
}
