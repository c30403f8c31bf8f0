package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * A value that differs between jurisdictions.
 *
 * @param <T> what differs
 * @param otherwise the value where no exception is named
 * @param exceptions values by the name of a jurisdiction or group, see {@link Jurisdiction#names()}
 */
public record ByJurisdiction<T>(T otherwise, Map<String, T> exceptions) {

    /** Takes a sorted, immutable copy. */
    public ByJurisdiction {
        exceptions = java.util.Collections.unmodifiableMap(new TreeMap<>(exceptions));
    }

    /**
     * The same value everywhere.
     *
     * @param <T> what differs
     * @param value the value
     * @return the table with one value
     */
    public static <T> ByJurisdiction<T> everywhere(T value) {
        return new ByJurisdiction<>(value, Map.of());
    }

    /**
     * The value in force: the most specific named one; where the jurisdiction is unknown, the strictest of all values.
     *
     * @param jurisdiction where the visitor is taken to be
     * @param stricter picks the stricter of two values
     * @return the value
     */
    public T at(Jurisdiction jurisdiction, BinaryOperator<T> stricter) {
        if (exceptions.isEmpty()) {
            return otherwise;
        }
        if (jurisdiction.isUnknown()) {
            T strictest = otherwise;
            for (T value : exceptions.values()) {
                strictest = stricter.apply(strictest, value);
            }
            return strictest;
        }
        for (String name : jurisdiction.names()) {
            T value = exceptions.get(name);
            if (value != null) {
                return value;
            }
        }
        return otherwise;
    }

    /** All values, the default first. */
    public List<T> values() {
        List<T> all = new ArrayList<>();
        all.add(otherwise);
        all.addAll(exceptions.values());
        return List.copyOf(all);
    }
}
