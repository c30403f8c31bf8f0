package dev.consent4j.servlet.banner;

import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/**
 * Empties local storage, IndexedDB and the like of the origin after an answer that leaves nothing to choice permitted
 * ({@code Clear-Site-Data: "storage"}). Never {@code "cookies"} or {@code "*"}: browsers would wipe the answer itself.
 */
final class StorageClearing {

    private static final String FIELD = "Clear-Site-Data";
    private static final String STORAGE = "\"storage\"";

    /** Reasons that no answer changes. */
    private static final Set<Reason> WITHOUT_CHOICE = Set.of(Reason.REQUIRED, Reason.CONTRACT, Reason.LEGAL_OBLIGATION);

    private StorageClearing() {}

    /** To be called when the device has been given the answer; browsers obey over https only. */
    static void afterAnswer(Visitor visitor, HttpServletResponse response) {
        if (visitor.secure()
                && visitor.effective().verdicts().values().stream().noneMatch(StorageClearing::dependsOnChoice)) {
            response.setHeader(FIELD, STORAGE);
        }
    }

    private static boolean dependsOnChoice(Verdict verdict) {
        return verdict.permitted() && !WITHOUT_CHOICE.contains(verdict.reason())
                || verdict.reason().isTemporary();
    }
}
