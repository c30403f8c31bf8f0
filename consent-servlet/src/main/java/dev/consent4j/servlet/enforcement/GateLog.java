package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.request.GateOutcome;
import dev.consent4j.servlet.request.GateOutcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the gate did on one request, explained only when somebody asks. Thread safe, because a page may be async. */
final class GateLog {

    static final int MAX_OUTCOMES = 256;

    /** Most requests have none. */
    private List<Note> notes = List.of();

    private record Note(String cookie, Kind kind, Supplier<String> explanation) {}

    synchronized void add(String cookie, Kind kind, Supplier<String> explanation) {
        if (notes.isEmpty()) {
            notes = new ArrayList<>();
        }
        if (notes.size() < MAX_OUTCOMES) {
            notes.add(new Note(cookie, kind, explanation));
        }
    }

    synchronized List<GateOutcome> outcomes() {
        return notes.stream()
                .map(note -> new GateOutcome(
                        note.cookie(), note.kind(), note.explanation().get()))
                .toList();
    }
}
