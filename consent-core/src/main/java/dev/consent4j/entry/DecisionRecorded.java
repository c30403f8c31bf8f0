package dev.consent4j.entry;

import dev.consent4j.decision.Decision;
import dev.consent4j.decision.SubjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person decided.
 *
 * @param decision the act
 * @param library version of the library that recorded it
 */
public record DecisionRecorded(Decision decision, String library) implements Entry {

    @Override
    public EntryKind kind() {
        return EntryKind.DECISION;
    }

    @Override
    public Instant time() {
        return decision.time();
    }

    @Override
    public Optional<String> id() {
        return Optional.of(decision.id().text());
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(decision.subject()).map(SubjectId::text);
    }
}
