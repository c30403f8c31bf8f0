package dev.consent4j.entry;

import dev.consent4j.decision.SubjectId;
import dev.consent4j.policy.Named;
import java.time.Instant;
import java.util.Optional;

/**
 * A subject was linked to an account of the application, or the link was taken away. The account itself is never named:
 * only its reference, a keyed hash that differs for each site.
 *
 * @param pseudonym the subject, as our authenticated cookie says
 * @param reference the account's reference
 * @param change what became of the link
 * @param time when
 */
public record AccountLink(SubjectId pseudonym, String reference, Change change, Instant time) implements Entry {

    /** What becomes of a link. */
    public enum Change implements Named {
        /** From now on the subject is known to be the account's. */
        LINKED("linked"),
        /** From now on it no longer is. */
        UNLINKED("unlinked");

        private final String id;

        Change(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    @Override
    public EntryKind kind() {
        return EntryKind.ACCOUNT_LINK;
    }

    @Override
    public Optional<String> subject() {
        return Optional.of(pseudonym.text());
    }

    @Override
    public Optional<String> account() {
        return Optional.of(reference);
    }
}
