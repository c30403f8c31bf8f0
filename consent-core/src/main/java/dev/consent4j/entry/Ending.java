package dev.consent4j.entry;

import dev.consent4j.decision.GrantsEnded;
import java.time.Instant;
import java.util.Optional;

/**
 * Grants were ended other than by the person's own cookie: by an erasure, an operator or an authority. Names no subject:
 * whoever holds the suppression key and is shown a subject knows whether it is meant, nobody else does.
 *
 * @param ending random id; that of the request for an erasure
 * @param scope whose grants
 * @param reason why, in words that identify nobody
 * @param authority who ordered it, such as {@code the person} or a file number; never a name
 * @param time when
 */
public record Ending(String ending, Scope scope, String reason, String authority, Instant time) implements Entry {

    /** Whose grants were ended. */
    public sealed interface Scope {

        /**
         * All grants of a subject or account so far.
         *
         * @param mark its keyed hash, with the id of the key
         * @param refuses whether it counts as having refused everything since, as after an erasure
         */
        record OfMark(String mark, boolean refuses) implements Scope {}

        /**
         * Everybody's grants of a version in a range of days.
         *
         * @param grants version and days
         */
        record OfVersion(GrantsEnded.OfVersion grants) implements Scope {}
    }

    @Override
    public EntryKind kind() {
        return EntryKind.GRANTS_ENDED;
    }

    /** One for each request and mark, so that asking again adds nothing. */
    @Override
    public Optional<String> id() {
        return Optional.of("ending:" + ending + (scope instanceof Scope.OfMark of ? ":" + of.mark() : ""));
    }
}
