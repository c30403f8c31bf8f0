package dev.consent4j.entry;

import java.time.Instant;
import java.util.Optional;

/** One thing that happened, as the ledger keeps it. */
public sealed interface Entry
        permits DecisionRecorded,
                PolicyPublished,
                RenderingShown,
                ConfigurationInForce,
                ConsoleRead,
                SignalApplied,
                AccountLink,
                EnforcementCounts,
                Erased,
                Exported,
                Ending,
                Hold,
                Restricted {

    /** The word that tells kinds apart in bytes, SQL and the console. */
    EntryKind kind();

    /** When it happened, by the server's clock. */
    Instant time();

    /** An identity under which the same thing is recorded only once; empty for a thing that may happen again. */
    default Optional<String> id() {
        return Optional.empty();
    }

    /** The pseudonym of the subject it speaks of; empty if it speaks of nobody. */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /** The reference of the account it speaks of, a keyed hash; empty if it speaks of none. */
    default Optional<String> account() {
        return Optional.empty();
    }
}
