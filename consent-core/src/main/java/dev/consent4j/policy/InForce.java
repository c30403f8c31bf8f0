package dev.consent4j.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What is in force from which day on. Immutable; asked on every request, so it makes no object.
 *
 * @param <T> what changes with time
 */
final class InForce<T> {

    private final long[] from;
    private final List<T> values;

    private InForce(long[] from, List<T> values) {
        this.from = from;
        this.values = values;
    }

    /** The values by first day, the earliest of which also holds before its day. */
    static <T> InForce<T> of(NavigableMap<LocalDate, T> byDay) {
        long[] from = new long[byDay.size()];
        List<T> values = new ArrayList<>(byDay.size());
        for (Map.Entry<LocalDate, T> each : byDay.entrySet()) {
            from[values.size()] = each.getKey().toEpochDay();
            values.add(each.getValue());
        }
        return new InForce<>(from, List.copyOf(values));
    }

    T on(LocalDate day) {
        long epochDay = day.toEpochDay();
        int at = from.length - 1;
        while (at > 0 && from[at] > epochDay) {
            at--;
        }
        return values.get(at);
    }

    /** The first days, the earliest left out: it says nothing of a change. */
    List<LocalDate> changes() {
        List<LocalDate> days = new ArrayList<>();
        for (int i = 1; i < from.length; i++) {
            days.add(LocalDate.ofEpochDay(from[i]));
        }
        return days;
    }
}
