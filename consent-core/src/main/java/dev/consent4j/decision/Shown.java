package dev.consent4j.decision;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person was shown when deciding. Hashes are SHA-256, 64 hexadecimal digits.
 *
 * @param rendering hash of the frozen rendering; empty if nothing is known to have been shown, as for a signal
 * @param surface the surface, such as {@code banner}; empty if not known
 * @param language its language tag; empty if not known
 * @param layout hash of its markup, which is arrangement and words; empty if not known
 * @param style hash of its style sheet; empty if not known
 * @param script hash of its script, also of the empty one; empty if not known
 * @param preset ids of the purposes whose control was on when the page was served: nothing that nobody granted may be
 *     (CJEU C-673/17); null if that is not known
 */
public record Shown(
        String rendering,
        String surface,
        String language,
        String layout,
        String style,
        String script,
        @Nullable Set<String> preset) {

    /** Nothing was shown. */
    public static final Shown NOTHING = new Shown("", "");

    /** Takes a sorted, immutable copy. */
    public Shown {
        preset = preset == null ? null : Collections.unmodifiableSet(new TreeSet<>(preset));
    }

    /**
     * What somebody says was shown; the rest follows from the rendering.
     *
     * @param rendering hash of the frozen rendering
     * @param language its language tag
     */
    public Shown(String rendering, String language) {
        this(rendering, "", language, "", "", "", null);
    }

    /**
     * The same, with controls known to have been on.
     *
     * @param purposes ids of the purposes whose control was on, null if not known
     * @return what was shown
     */
    public Shown preset(@Nullable Set<String> purposes) {
        return new Shown(rendering, surface, language, layout, style, script, purposes);
    }
}
