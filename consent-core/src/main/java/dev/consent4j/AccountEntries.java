package dev.consent4j;

import dev.consent4j.decision.Decision;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.store.EntryQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of accounts, as the ledger holds them: made while the account was signed in, or claimed. A claim takes the
 * decisions of a device up to its own place, from the place of the last claim of any account on: what one account
 * claimed, no other gets.
 *
 * @param ledger where they are
 */
record AccountEntries(ConsentLedger ledger) {

    /** Entries read at once; more unclaimed ones are not counted. */
    static final int PAGE = 256;

    /** Decisions of one account at most; of one with more nobody can say what it permits. */
    static final int MAX_DECISIONS = 5_000;

    /**
     * A decision of an account.
     *
     * @param entry where it stands
     * @param decision the decision
     * @param claimed the subject that made it; null if it was made while the account was signed in
     */
    record Filed(
            LedgerEntry entry, Decision decision, @Nullable SubjectId claimed) {}

    /** Place of the newest entry that names an account, -1 if none does: if it has not moved, nothing is new. */
    long newest(List<String> references) {
        return references.stream()
                .flatMap(reference -> ledger.find(new EntryQuery(null, null, reference, Long.MAX_VALUE, 1)).stream())
                .mapToLong(LedgerEntry::index)
                .max()
                .orElse(-1);
    }

    /** The decisions of an account in their order. */
    List<Filed> of(List<String> references) {
        Map<Long, Filed> filed = new TreeMap<>();
        Map<SubjectId, AccountLink.Change> linked = new LinkedHashMap<>();
        Set<Long> claims = new HashSet<>();
        for (String reference : references) {
            for (LedgerEntry entry : pages(EntryKind.DECISION, null, reference, -1, Long.MAX_VALUE)) {
                decision(entry).ifPresent(one -> filed.put(entry.index(), new Filed(entry, one, null)));
            }
        }
        for (LedgerEntry entry : links(references)) {
            if (entry.entry().orElse(null) instanceof AccountLink link) {
                linked.putIfAbsent(link.pseudonym(), link.change());
                claims.add(entry.index());
            }
        }
        linked.forEach((subject, change) -> {
            if (change == AccountLink.Change.LINKED) {
                claimed(subject, claims, filed);
            }
        });
        return List.copyOf(filed.values());
    }

    /** The newest first, also of several keys. */
    private List<LedgerEntry> links(List<String> references) {
        Map<Long, LedgerEntry> byIndex = new TreeMap<>(Collections.reverseOrder());
        for (String reference : references) {
            for (LedgerEntry entry : pages(EntryKind.ACCOUNT_LINK, null, reference, -1, Long.MAX_VALUE)) {
                byIndex.put(entry.index(), entry);
            }
        }
        return List.copyOf(byIndex.values());
    }

    private void claimed(SubjectId subject, Set<Long> claims, Map<Long, Filed> filed) {
        long from = -1;
        for (long claim : claimsOf(subject.text())) {
            if (claims.contains(claim)) {
                for (LedgerEntry entry : pages(EntryKind.DECISION, subject.text(), null, from, claim)) {
                    decision(entry).ifPresent(one -> filed.put(entry.index(), new Filed(entry, one, subject)));
                }
            }
            from = claim;
        }
    }

    /** Places of the claims of a subject's decisions by any account, the first one first. */
    private List<Long> claimsOf(String subject) {
        List<Long> places = new ArrayList<>();
        for (LedgerEntry entry : pages(EntryKind.ACCOUNT_LINK, subject, null, -1, Long.MAX_VALUE)) {
            if (entry.entry().orElse(null) instanceof AccountLink link && link.change() == AccountLink.Change.LINKED) {
                places.add(entry.index());
            }
        }
        Collections.reverse(places);
        return places;
    }

    long claimedUpTo(String subject) {
        List<Long> claims = claimsOf(subject);
        return claims.isEmpty() ? -1 : claims.get(claims.size() - 1);
    }

    /** The newest decisions of a subject that no account has claimed. */
    List<LedgerEntry> unclaimed(String subject) {
        long from = claimedUpTo(subject);
        return ledger.find(new EntryQuery(EntryKind.DECISION.id(), subject, null, Long.MAX_VALUE, PAGE)).stream()
                .filter(entry -> entry.index() > from)
                .toList();
    }

    private static Optional<Decision> decision(LedgerEntry entry) {
        return entry.entry()
                .filter(DecisionRecorded.class::isInstance)
                .map(recorded -> ((DecisionRecorded) recorded).decision());
    }

    /** Entries between two places, both left out, the newest first; one more than anybody may have, at most. */
    private List<LedgerEntry> pages(
            EntryKind kind, @Nullable String subject, @Nullable String account, long after, long before) {
        List<LedgerEntry> all = new ArrayList<>();
        long next = before;
        boolean more = true;
        while (more && all.size() <= MAX_DECISIONS) {
            List<LedgerEntry> page = ledger.find(new EntryQuery(kind.id(), subject, account, next, PAGE));
            more = page.size() == PAGE;
            for (LedgerEntry entry : page) {
                next = entry.index();
                if (next <= after) {
                    more = false;
                } else {
                    all.add(entry);
                }
            }
        }
        return all;
    }
}
