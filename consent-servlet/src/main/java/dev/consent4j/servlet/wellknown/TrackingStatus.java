package dev.consent4j.servlet.wellknown;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.signal.Signal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What tracking a site may do with the data of one request (Tracking Preference Expression, 6.2). A purpose tracks if
 * the policy gives it the use {@code sale}, {@code sharing}, {@code targeted-advertising} or {@code tracking}.
 */
public enum TrackingStatus {
    /** No claim is made: the gate only reports. */
    UNDER_CONSTRUCTION('!', "testing"),
    /** No purpose that tracks is permitted. */
    NOT_TRACKING('N', "none"),
    /** Every purpose that tracks and is permitted was granted. */
    CONSENT('C', "consent"),
    /** A purpose that tracks is permitted without a grant, as the regime allows. */
    TRACKING('T', "tracking"),
    /** The same, although the request asks not to be tracked. */
    DISREGARDING('D', "disregarding");

    private static final Set<Use> TRACKING_USES = Set.of(Use.SALE, Use.SHARING, Use.TARGETED_ADVERTISING, Use.TRACKING);

    /** More tracking is announced at least 24 hours ahead (6.4.4), and our resources are kept for an hour. */
    private static final int DAYS_AHEAD = 2;

    private final char letter;
    private final String id;

    TrackingStatus(char letter, String id) {
        this.letter = letter;
        this.id = id;
    }

    /** The tracking status value. */
    public char letter() {
        return letter;
    }

    /** The status-id, under which a resource describes it; the same for every visitor. */
    public String id() {
        return id;
    }

    /** The value of {@code Tk} that says so. */
    public String fieldValue() {
        return letter + ";" + id;
    }

    /**
     * The status of one request.
     *
     * @param visitor who makes it
     * @return the status
     */
    public static TrackingStatus of(Visitor visitor) {
        if (isTesting(visitor)) {
            return UNDER_CONSTRUCTION;
        }
        EffectiveConsent consent = visitor.effective();
        TrackingStatus status = NOT_TRACKING;
        for (Purpose purpose : consent.policy().purposes()) {
            Verdict verdict = consent.purpose(purpose.id());
            if (tracks(purpose) && verdict.permitted()) {
                if (verdict.reason() != Reason.GRANTED) {
                    return visitor.signals().isActive(Signal.DNT) ? DISREGARDING : TRACKING;
                }
                status = CONSENT;
            }
        }
        return status;
    }

    /**
     * The status with a letter.
     *
     * @param letter a tracking status value
     * @return the status, empty if we never state it
     */
    public static Optional<TrackingStatus> ofLetter(char letter) {
        return Arrays.stream(values()).filter(status -> status.letter == letter).findFirst();
    }

    static boolean isTesting(Visitor visitor) {
        return visitor.site().mode().equals("report");
    }

    /** Whether some visitor is tracked under a version that is in force anywhere, or soon will be. */
    static boolean mayTrack(Visitor visitor) {
        LocalDate today = visitor.today();
        List<Policy> versions = visitor.site().site().policies().versions();
        for (int i = versions.size() - 1; i >= 0; i--) {
            boolean comes = i == 0
                    || versions.get(i).effectiveFrom().values().stream()
                            .anyMatch(from -> !from.isAfter(today.plusDays(DAYS_AHEAD)));
            if (comes && versions.get(i).purposes().stream().anyMatch(TrackingStatus::tracks)) {
                return true;
            }
            boolean inForceEverywhere =
                    versions.get(i).effectiveFrom().values().stream().noneMatch(from -> from.isAfter(today));
            if (inForceEverywhere) {
                break;
            }
        }
        return false;
    }

    private static boolean tracks(Purpose purpose) {
        return purpose.uses().stream().anyMatch(TRACKING_USES::contains);
    }
}
