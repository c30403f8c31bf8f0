package dev.consent4j.servlet.enforcement;

import dev.consent4j.servlet.enforcement.header.CachePrivacy;
import dev.consent4j.servlet.enforcement.header.ConsentVary;
import jakarta.servlet.http.HttpServletResponse;

/** What a response that depended on consent says to caches: not to share it, and on what it depended. */
final class PrivateFields {

    private PrivateFields() {}

    /** Whether a field says both what the application and what we say. */
    static boolean joins(String name) {
        return CachePrivacy.CACHE_CONTROL.equalsIgnoreCase(name) || ConsentVary.VARY.equalsIgnoreCase(name);
    }

    /** The value of such a field. */
    static String joined(String name, Iterable<String> application) {
        return CachePrivacy.CACHE_CONTROL.equalsIgnoreCase(name)
                ? CachePrivacy.narrowed(application)
                : ConsentVary.narrowed(application);
    }

    /** Makes a response private that may already say otherwise. */
    static void apply(HttpServletResponse original) {
        CachePrivacy.apply(original);
        ConsentVary.apply(original);
    }
}
