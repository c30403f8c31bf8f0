package dev.consent4j.servlet.enforcement.header;

import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.servlet.wellknown.TrackingStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code Tk}: what tracking the site may do with this request (Tracking Preference Expression, 6.2 and 6.3). Of what the
 * application says and what follows from consent, the one that admits more tracking is sent. Immutable, thread safe.
 */
public final class TrackingStatusField implements ConsentField {

    /** The field's name. */
    public static final String TK = "Tk";

    /** An answer was handed in, so the status may have changed: only in response to such a request. */
    private static final String UPDATED = "U";

    private static final String CHOICES = "/choices";

    /** From the claim of no tracking to the admission that a preference is disregarded. */
    private static final String BY_TRACKING = "NCPTD";

    private static final char POTENTIAL_CONSENT = 'P';

    /** Letters that a regime of compliance may define; read as potential consent (6.2.11). */
    private static final String DEFINED = "!?GNTCPDU";

    /** The field, the same for every site. */
    public TrackingStatusField() {}

    /**
     * States that a request for a resource of the library is not used for tracking, whoever makes it.
     *
     * @param response where to, before anything per visitor is stated
     */
    public static void stateUntracked(HttpServletResponse response) {
        response.setHeader(TK, String.valueOf(TrackingStatus.NOT_TRACKING.letter()));
    }

    @Override
    public String name() {
        return TK;
    }

    @Override
    public List<String> values(List<String> application, Visitor visitor) {
        if (isAnswer(visitor)) {
            return List.of(UPDATED);
        }
        TrackingStatus ours = TrackingStatus.of(visitor);
        if (ours == TrackingStatus.UNDER_CONSTRUCTION) {
            return application.isEmpty() ? List.of(ours.fieldValue()) : application;
        }
        int rank = BY_TRACKING.indexOf(ours.letter());
        String value = ours.fieldValue();
        for (String said : application) {
            char letter = letter(said);
            int other = BY_TRACKING.indexOf(DEFINED.indexOf(letter) < 0 ? POTENTIAL_CONSENT : letter);
            if (letter != 0 && other > rank) {
                rank = other;
                value = described(letter);
            }
        }
        return List.of(value);
    }

    /** The resources below {@code dnt/} are ours, so the application's own identifiers lead nowhere. */
    private static String described(char letter) {
        Optional<TrackingStatus> known = TrackingStatus.ofLetter(letter);
        return known.map(TrackingStatus::fieldValue).orElseGet(() -> String.valueOf(letter));
    }

    /** The letter of a value, 0 if it says nothing that can be read. */
    private static char letter(String said) {
        String value = said.strip();
        boolean legible = value.length() == 1 || value.length() > 2 && value.charAt(1) == ';';
        return legible && value.charAt(0) > ' ' && value.charAt(0) <= 'z' ? value.charAt(0) : 0;
    }

    private static boolean isAnswer(Visitor visitor) {
        HttpServletRequest request = visitor.request();
        String path = request.getContextPath()
                + request.getServletPath()
                + Objects.requireNonNullElse(request.getPathInfo(), "");
        return "POST".equals(request.getMethod()) && path.equals(visitor.basePath() + CHOICES);
    }
}
