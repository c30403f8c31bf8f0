package dev.consent4j.key;

/** How keys stand in their file. */
interface KeyFormat<T> {

    String write(T keys);

    T read(String text) throws MalformedKeysException;
}
