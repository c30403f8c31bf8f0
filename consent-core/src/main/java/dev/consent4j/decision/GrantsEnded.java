package dev.consent4j.decision;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grants that were ended by something other than the person's own cookie: a withdrawal elsewhere, an erasure, an
 * operator or an authority. Immutable; checked in memory on each request.
 *
 * @param bySubject endings of one subject's grants
 * @param byVersion endings of everybody's grants of a version
 */
public record GrantsEnded(List<OfSubject> bySubject, List<OfVersion> byVersion) {

    /** Nothing was ended. */
    public static final GrantsEnded NONE = new GrantsEnded(List.of(), List.of());

    /** Takes immutable copies. */
    public GrantsEnded {
        bySubject = List.copyOf(bySubject);
        byVersion = List.copyOf(byVersion);
    }

    /**
     * Every grant of a subject up to an act.
     *
     * @param subject the subject
     * @param upToAct number of the last act that is ended
     */
    public record OfSubject(SubjectId subject, int upToAct) {}

    /**
     * Every grant given under a version in a range of days.
     *
     * @param policyVersion the version
     * @param from first day
     * @param to last day
     */
    public record OfVersion(String policyVersion, LocalDate from, LocalDate to) {}

    /**
     * Whether a grant was ended.
     *
     * @param subject whose grant it is, null if unknown
     * @param act the act in which it was given
     * @return true if an ending covers it
     */
    public boolean covers(@Nullable SubjectId subject, Act act) {
        for (OfSubject ended : bySubject) {
            if (ended.subject().equals(subject) && act.number() <= ended.upToAct()) {
                return true;
            }
        }
        for (OfVersion ended : byVersion) {
            if (ended.policyVersion().equals(act.policyVersion())
                    && !act.day().isBefore(ended.from())
                    && !act.day().isAfter(ended.to())) {
                return true;
            }
        }
        return false;
    }
}
