package dev.consent4j.decision;

import dev.consent4j.signal.Signal;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The signals of a browser around a decision.
 *
 * @param whenShown those on the request that was answered with the page; null if that is not known
 * @param whenAnswered those on the request that brought the answer
 */
public record SignalsSeen(@Nullable Set<Signal> whenShown, Set<Signal> whenAnswered) {

    /** Takes sorted, immutable copies. */
    public SignalsSeen {
        whenShown = whenShown == null ? null : copy(whenShown);
        whenAnswered = copy(whenAnswered);
    }

    private static Set<Signal> copy(Set<Signal> signals) {
        return Collections.unmodifiableSet(new TreeSet<>(signals));
    }
}
