package dev.consent4j.entry;

import dev.consent4j.decision.Decision;
import dev.consent4j.decision.SubjectId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person decided.
 *
 * @param decision the act
 * @param reference the reference of the account that was signed in and that it is a decision of; null if it is the
 *     device's
 * @param library version of the library that recorded it
 */
public record DecisionRecorded(Decision decision, @Nullable String reference, String library) implements Entry {

    /**
     * A decision of a device.
     *
     * @param decision the act
     * @param library version of the library that recorded it
     */
    public DecisionRecorded(Decision decision, String library) {
        this(decision, null, library);
    }

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

    @Override
    public Optional<String> account() {
        return Optional.ofNullable(reference);
    }
}
