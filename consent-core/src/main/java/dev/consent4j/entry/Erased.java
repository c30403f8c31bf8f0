package dev.consent4j.entry;

import dev.consent4j.policy.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Entries were erased (GDPR Art. 17, Art. 5(1)(e)). Never erased itself, so it names no subject: only indexes, and a
 * request by a random id. Erasing is idempotent: one entry for each request and part.
 *
 * @param request random id of the request, the same for all parts of one erasure
 * @param part number of the part, from 0: a long erasure takes several transactions
 * @param reason why
 * @param authority who ordered it, such as {@code the person}, {@code retention gdpr P3Y} or a file number; never a name
 * @param ranges what was erased, in order, without overlap
 * @param exports ids of the exports and deliveries that held any of it, oldest first
 * @param residue what the policy declares to stay elsewhere, in words such as {@code receipt number and day}; never
 *     identifying, empty if nothing does
 * @param time when
 */
public record Erased(
        String request,
        int part,
        Reason reason,
        String authority,
        List<IndexRange> ranges,
        List<String> exports,
        String residue,
        Instant time)
        implements Entry {

    /** Why entries are erased. */
    public enum Reason implements Named {
        /** The person asked for it. */
        REQUEST("request"),
        /** The account was closed. */
        ACCOUNT("account"),
        /** The retention was over. */
        RETENTION("retention"),
        /** An authority or a court ordered it. */
        ORDER("order");

        private final String id;

        Reason(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /**
     * An erasure of which nothing stays.
     *
     * @param request random id of the request
     * @param part number of the part, from 0
     * @param reason why
     * @param authority who ordered it
     * @param ranges what was erased
     * @param exports ids of the exports and deliveries that held any of it
     * @param time when
     */
    public Erased(
            String request,
            int part,
            Reason reason,
            String authority,
            List<IndexRange> ranges,
            List<String> exports,
            Instant time) {
        this(request, part, reason, authority, ranges, exports, "", time);
    }

    /** Takes immutable, sorted copies. */
    public Erased {
        ranges = List.copyOf(new TreeSet<>(ranges));
        exports = List.copyOf(exports);
    }

    @Override
    public EntryKind kind() {
        return reason == Reason.RETENTION ? EntryKind.RETENTION_PURGE : EntryKind.ERASURE;
    }

    @Override
    public Optional<String> id() {
        return Optional.of(idOf(request, part));
    }

    /**
     * The identity of the entry for one part of an erasure.
     *
     * @param request id of the request
     * @param part number of the part, from 0
     * @return the entry's id
     */
    public static String idOf(String request, int part) {
        return "erasure:" + request + ":" + part;
    }
}
