package dev.consent4j.ledger;

import java.util.Optional;
import java.util.function.Function;

/**
 * What became of reading a text or bytes that anybody may have written.
 *
 * @param <T> what was looked for
 */
public sealed interface Parsed<T> {

    /**
     * It is what was looked for.
     *
     * @param value the value
     * @param <T> what was looked for
     */
    @SuppressWarnings("JavaLangClash")
    record Readable<T>(T value) implements Parsed<T> {}

    /**
     * It is something else.
     *
     * @param reason why, without a part of it
     * @param <T> what was looked for
     */
    record Malformed<T>(String reason) implements Parsed<T> {}

    /** The value, empty if malformed. */
    default Optional<T> found() {
        return this instanceof Readable<T> readable ? Optional.of(readable.value()) : Optional.empty();
    }

    /**
     * Reads further in what was found.
     *
     * @param further reads it
     * @return what that became; malformed if this is
     * @param <U> what is looked for in it
     */
    default <U> Parsed<U> then(Function<T, Parsed<U>> further) {
        return this instanceof Readable<T> readable
                ? further.apply(readable.value())
                : new Malformed<>(((Malformed<T>) this).reason());
    }
}
