package dev.consent4j;

import dev.consent4j.decision.EndedSubjects;
import dev.consent4j.decision.SubjectId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subjects whose grants were ended. Asking costs a hash, but not for the subject asked for last: one evaluation asks
 * for the same subject at each purpose. Thread safe.
 */
final class MarkedSubjects implements EndedSubjects {

    private final Map<String, Ended> byMark;
    private final SuppressionMarks marks;
    private volatile @Nullable Asked last;

    /** What was asked last. */
    private record Asked(SubjectId subject, @Nullable Ended ended) {}

    /** The subjects with some marks; marks that come later count too, but for the subject asked for last. */
    MarkedSubjects(Map<String, Ended> byMark, SuppressionMarks marks) {
        this.byMark = byMark;
        this.marks = marks;
    }

    @Override
    public @Nullable Ended ended(SubjectId subject) {
        if (byMark.isEmpty()) {
            return null;
        }
        Asked asked = last;
        if (asked == null || !asked.subject.equals(subject)) {
            asked = new Asked(subject, find(subject.text()));
            last = asked;
        }
        return asked.ended;
    }

    /** The strictest of those under all keys. */
    private @Nullable Ended find(String subject) {
        Ended found = null;
        for (String mark : marks.all(SuppressionMarks.Whose.SUBJECT, subject)) {
            Ended ended = byMark.get(mark);
            if (ended != null && (found == null || ended.refuses())) {
                found = ended;
            }
        }
        return found;
    }
}
