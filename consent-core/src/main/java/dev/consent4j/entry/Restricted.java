package dev.consent4j.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Entries that were asked to be erased are still owed: until they are erased they are shown to nobody but an operator
 * with a reason (GDPR Art. 17(3), 18). Names no subject, only places in the ledger.
 *
 * @param request id of the request to erase
 * @param reason why they are still owed, as the person was told
 * @param eraseOn the day on which the last of them is to be erased, as the person was told
 * @param ranges where they are
 * @param time when
 */
public record Restricted(String request, String reason, LocalDate eraseOn, List<IndexRange> ranges, Instant time)
        implements Entry {

    /** The reason where the policy declares a period in which decisions are owed as evidence. */
    public static final String EVIDENCE = "kept as evidence until claims expire (GDPR Art. 17(3)(e))";

    /** The reason where a legal hold covers them. */
    public static final String HELD = "a legal hold (GDPR Art. 17(3)(e))";

    /** Takes an immutable, sorted copy. */
    public Restricted {
        ranges = List.copyOf(new TreeSet<>(ranges));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.RESTRICTION;
    }

    @Override
    public Optional<String> id() {
        return Optional.of(idOf(request));
    }

    /**
     * The identity of the entry for a request.
     *
     * @param request id of the request
     * @return the entry's id
     */
    public static String idOf(String request) {
        return "restriction:" + request;
    }
}
