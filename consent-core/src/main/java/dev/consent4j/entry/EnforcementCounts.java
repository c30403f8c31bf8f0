package dev.consent4j.entry;

import dev.consent4j.decision.OrderedMap;
import dev.consent4j.signal.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the gate of one process did on one day, counted. Holds no personal data: ids of purposes, names of cookies that no
 * policy declares with their telling parts masked, and numbers; never a value.
 *
 * @param day the day, UTC
 * @param process random id of the process that counted
 * @param part number of the part, from 0: what a process counts of a day after it has recorded that day is another part
 * @param purposes by purpose id, what became of cookies declared for it; one declared for several counts for each
 * @param undeclared by masked name, what became of cookies no policy declares; those of too many names as {@link #OTHERS}
 * @param signals first sights of a signal by somebody without a verified subject
 * @param unrecorded denials and signals that took effect while they could not be recorded
 * @param late decisions recorded later than they were made
 * @param time when the counting ended
 */
public record EnforcementCounts(
        LocalDate day,
        String process,
        int part,
        SortedMap<String, Map<Enforced, Long>> purposes,
        SortedMap<String, Map<Enforced, Long>> undeclared,
        Map<Signal, Long> signals,
        long unrecorded,
        long late,
        Instant time)
        implements Entry {

    /** Stands for every undeclared name beyond the first ones of a day; no cookie can have this name. */
    public static final String OTHERS = "(others)";

    /** Stands for cookies without a name. */
    public static final String NAMELESS = "(nameless)";

    /** Takes sorted, immutable copies. */
    public EnforcementCounts {
        purposes = copy(purposes);
        undeclared = copy(undeclared);
        signals = OrderedMap.copyOf(signals);
    }

    private static SortedMap<String, Map<Enforced, Long>> copy(SortedMap<String, Map<Enforced, Long>> counts) {
        SortedMap<String, Map<Enforced, Long>> copy = new TreeMap<>();
        counts.forEach((name, byKind) -> {
            Map<Enforced, Long> kinds = new EnumMap<>(Enforced.class);
            kinds.putAll(byKind);
            copy.put(name, Collections.unmodifiableMap(kinds));
        });
        return Collections.unmodifiableSortedMap(copy);
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return purposes.isEmpty() && undeclared.isEmpty() && signals.isEmpty() && unrecorded == 0 && late == 0;
    }

    @Override
    public EntryKind kind() {
        return EntryKind.ENFORCEMENT;
    }

    @Override
    public Optional<String> id() {
        return Optional.of("enforcement:" + day + ":" + process + ":" + part);
    }
}
