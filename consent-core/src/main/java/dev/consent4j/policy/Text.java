package dev.consent4j.policy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Wording in one or more languages.
 *
 * @param byLanguage wording by language tag; the empty tag holds wording given without a language
 */
public record Text(Map<String, String> byLanguage) {

    /** No wording. */
    public static final Text NONE = new Text(Map.of());

    /** Takes a sorted, immutable copy. */
    public Text {
        byLanguage = Collections.unmodifiableMap(new TreeMap<>(byLanguage));
    }

    /**
     * Wording given without a language.
     *
     * @param wording the wording
     * @return the text
     */
    public static Text of(String wording) {
        return new Text(Map.of("", wording));
    }

    /** Whether there is no wording at all. */
    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }

    /**
     * The wording for a reader: in the language, else given without one, else in the fallback language, else any.
     *
     * @param language wanted language tag
     * @param fallback language tag to fall back to
     * @return the wording, empty if there is none
     */
    public String in(String language, String fallback) {
        for (String tag : new String[] {language, "", fallback}) {
            String wording = byLanguage.get(tag);
            if (wording != null) {
                return wording;
            }
        }
        return byLanguage.isEmpty() ? "" : byLanguage.values().iterator().next();
    }
}
