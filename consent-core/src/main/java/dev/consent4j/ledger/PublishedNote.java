package dev.consent4j.ledger;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A signed checkpoint that was given out: the note, what it says, and where it is kept. */
record PublishedNote(SignedNote note, Checkpoint checkpoint, String place) {

    /** Name of the cell that holds the last one. */
    static final String CELL = "checkpoint";

    /** The one the store keeps beside the entries. */
    static Optional<PublishedNote> in(ConsentStore store) {
        return Optional.ofNullable(store.cells(List.of(CELL)).get(CELL))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(text -> of(SignedNote.parse(text), "the store"));
    }

    static PublishedNote of(Parsed<SignedNote> parsed, String place) {
        Parsed<PublishedNote> read = parsed.then(note -> Checkpoint.parse(note.text())
                .then(checkpoint -> new Parsed.Readable<>(new PublishedNote(note, checkpoint, place))));
        if (read instanceof Parsed.Malformed<PublishedNote> malformed) {
            throw new StoreCorruptedException(
                    "the last checkpoint in " + place + " is damaged: " + malformed.reason(), null);
        }
        return read.found().orElseThrow();
    }
}
