package dev.consent4j.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Subjects whose grants were ended, known by a keyed hash only. Thread safe. */
public interface EndedSubjects {

    /** No subject. */
    EndedSubjects NONE = subject -> null;

    /**
     * Since when a subject's grants are ended.
     *
     * @param subject the subject
     * @return the ending, null if there is none
     */
    @Nullable
    Ended ended(SubjectId subject);

    /**
     * The end of a subject's grants. The subject is done with: whoever brings it along gets another one.
     *
     * @param day the day
     * @param refuses whether everything counts as refused since
     */
    record Ended(LocalDate day, boolean refuses) {}
}
