package dev.consent4j.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A constant that has one fixed spelling in policy files, entries, SQL and the console. */
public interface Named {

    /** The spelling: lower case words joined by hyphens. */
    String id();

    /**
     * The constant of {@code type} spelled {@code id}, or empty if there is none.
     *
     * @param <T> the enumeration
     * @param type the enumeration's class
     * @param id the spelling looked for
     * @return the constant
     */
    static <T extends Enum<T> & Named> Optional<T> find(Class<T> type, String id) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.id().equals(id))
                .findFirst();
    }

    /**
     * The spellings of all constants of {@code type}, in declaration order.
     *
     * @param <T> the enumeration
     * @param type the enumeration's class
     * @return the spellings
     */
    static <T extends Enum<T> & Named> List<String> ids(Class<T> type) {
        return Arrays.stream(type.getEnumConstants()).map(Named::id).toList();
    }
}
