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
 * @param marked endings of all grants of subjects that are known by a hash only
 * @param complete whether that is all; false while more may have been ended than is known here
 */
public record GrantsEnded(
        List<OfSubject> bySubject, List<OfVersion> byVersion, EndedSubjects marked, boolean complete) {

    /** Nothing was ended. */
    public static final GrantsEnded NONE = new GrantsEnded(List.of(), List.of());

    /**
     * All endings, in which no subject is known by a hash.
     *
     * @param bySubject endings of one subject's grants
     * @param byVersion endings of everybody's grants of a version
     */
    public GrantsEnded(List<OfSubject> bySubject, List<OfVersion> byVersion) {
        this(bySubject, byVersion, EndedSubjects.NONE, true);
    }

    /** Takes immutable copies. */
    public GrantsEnded {
        bySubject = List.copyOf(bySubject);
        byVersion = List.copyOf(byVersion);
    }

    /** These endings, and perhaps more: whoever may be concerned is permitted nothing that rests on an answer. */
    public GrantsEnded andPerhapsMore() {
        return new GrantsEnded(bySubject, byVersion, marked, false);
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
        return subject != null && marked.ended(subject) != null;
    }

    /**
     * What a device brings, as far as it counts. A subject whose grants were all ended is done with: the grants are gone,
     * also as something to be carried over, and the next one makes another subject. After an erasure everything counts
     * as refused, so that an old cookie from a backup gives no permission back.
     *
     * @param given what the device brings
     * @return what counts of it; the same object if all does
     */
    public Given counted(Given given) {
        if (!(given instanceof GivenConsent consent) || consent.subject() == null) {
            return given;
        }
        EndedSubjects.Ended ended = marked.ended(consent.subject());
        return ended == null ? given : consent.withoutGrants(ended.refuses() ? ended.day() : null);
    }
}
