package dev.consent4j;

import org.jspecify.annotations.Nullable;

/**
 * Devices by the whole text they sent before: a browser sends the same {@code Cookie} field many times, and to find its
 * device by the whole takes one comparison. Each text has one place, and whoever else sends one with that place replaces
 * it, which costs the other only the longer way. Thread safe.
 */
final class SentTexts {

    /** A power of two. */
    static final int PLACES = 4_096;

    /** Characters that are looked at to find the place, spread over the text; fields of two visitors differ in many. */
    private static final int LOOKED_AT = 32;

    private final @Nullable Sent[] sent = new Sent[PLACES];

    /** Immutable, so that threads need no lock: each sees the one or the other whole. */
    private record Sent(String text, Device device) {}

    /** The device that sent exactly this text, null if that is not known any more. */
    @Nullable
    Device find(String text) {
        Sent known = sent[place(text)];
        return known != null && known.text.equals(text) ? known.device : null;
    }

    void put(String text, Device device) {
        sent[place(text)] = new Sent(text, device);
    }

    private static int place(String text) {
        int step = Math.max(1, text.length() / LOOKED_AT);
        int hash = text.length();
        for (int i = text.length() - 1; i >= 0; i -= step) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ hash >>> 16) & PLACES - 1;
    }
}
