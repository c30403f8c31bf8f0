package dev.consent4j.export;

import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.store.EntryKeys;
import dev.consent4j.store.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a range an export holds in full; of the others a verifiable export holds the leaf hash only. Erasures
 * are always in scope: they name no subject, and without them nothing could be accounted for.
 *
 * @param kinds these kinds only; empty for all
 * @param subject this subject's only; null for everybody's and nobody's
 * @param since from this time on; null for no limit
 * @param until before this time; null for no limit
 * @param hidden none of these places, such as those of restricted entries
 */
public record ExportScope(
        Set<EntryKind> kinds,
        @Nullable SubjectId subject,
        @Nullable Instant since,
        @Nullable Instant until,
        IndexRanges hidden) {

    /** Everything. */
    public static final ExportScope ALL = new ExportScope(Set.of(), null, null, null);

    static final String ALL_TEXT = "all";

    private static final Set<String> ERASURES = Set.of(EntryKind.ERASURE.id(), EntryKind.RETENTION_PURGE.id());

    /** Takes an immutable copy. */
    public ExportScope {
        EnumSet<EntryKind> copy = EnumSet.noneOf(EntryKind.class);
        copy.addAll(kinds);
        kinds = Collections.unmodifiableSet(copy);
    }

    /**
     * A scope that hides no place.
     *
     * @param kinds these kinds only; empty for all
     * @param subject this subject's only; null for everybody's and nobody's
     * @param since from this time on; null for no limit
     * @param until before this time; null for no limit
     */
    public ExportScope(
            Set<EntryKind> kinds, @Nullable SubjectId subject, @Nullable Instant since, @Nullable Instant until) {
        this(kinds, subject, since, until, IndexRanges.NONE);
    }

    /**
     * Some kinds only.
     *
     * @param kinds the kinds
     * @return the scope
     */
    public static ExportScope ofKinds(EntryKind... kinds) {
        return new ExportScope(Set.of(kinds), null, null, null);
    }

    /**
     * One subject's entries only.
     *
     * @param subject the subject
     * @return the scope
     */
    public static ExportScope ofSubject(SubjectId subject) {
        return new ExportScope(Set.of(), subject, null, null);
    }

    /**
     * The same without some places.
     *
     * @param places the places
     * @return the scope
     */
    public ExportScope hiding(IndexRanges places) {
        return new ExportScope(kinds, subject, since, until, hidden.and(places));
    }

    boolean holds(StoredEntry entry) {
        EntryKeys keys = entry.keys();
        if (ERASURES.contains(keys.kind())) {
            return true;
        }
        return (kinds.isEmpty() || kinds.stream().anyMatch(kind -> kind.id().equals(keys.kind())))
                && (subject == null || subject.text().equals(keys.subject()))
                && (since == null || !keys.time().isBefore(since))
                && (until == null || keys.time().isBefore(until))
                && !hidden.contains(entry.index());
    }

    /** The scope in words as the ledger keeps them; neither a subject nor a hidden place is named. */
    public String text() {
        // One kind and nothing else has a spelling of its own, which an erasure understands.
        if (kinds.size() == 1 && subject == null && since == null && until == null && hidden.isEmpty()) {
            return "kind=" + kinds.iterator().next().id();
        }
        List<String> parts = new ArrayList<>();
        if (!kinds.isEmpty()) {
            parts.add("kinds="
                    + String.join("|", kinds.stream().map(EntryKind::id).toList()));
        }
        if (subject != null) {
            parts.add("one subject");
        }
        if (since != null) {
            parts.add("since=" + since);
        }
        if (until != null) {
            parts.add("until=" + until);
        }
        if (!hidden.isEmpty()) {
            parts.add("unrestricted");
        }
        return parts.isEmpty() ? ALL_TEXT : String.join(" ", parts);
    }
}
