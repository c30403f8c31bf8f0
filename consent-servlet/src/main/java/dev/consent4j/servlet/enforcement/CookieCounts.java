package dev.consent4j.servlet.enforcement;

import dev.consent4j.EnforcementTally;
import dev.consent4j.entry.Enforced;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.DeclaredCookie;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.enforcement.cookie.Ruling;
import dev.consent4j.servlet.request.GateOutcome.Kind;
import java.util.List;

/** Counts what becomes of cookies; a request on which nothing is decided never comes here. */
final class CookieCounts {

    private CookieCounts() {}

    /** By each purpose the name is declared for; a name that only an earlier version declared counts as undeclared. */
    static void count(EnforcementTally tally, EffectiveConsent consent, String name, Kind kind, Ruling ruling) {
        if (ruling == Ruling.OWN) {
            return;
        }
        Enforced what = enforced(kind);
        DeclaredCookie declared =
                name.isEmpty() ? null : consent.policy().cookies().find(name, 0, name.length());
        if (declared == null) {
            tally.countUndeclared(what, name);
            return;
        }
        List<Purpose> purposes = consent.policy().purposes();
        for (int i = 0; i < declared.purposes(); i++) {
            int position = declared.purpose(i);
            if (position >= 0 && position < purposes.size()) {
                tally.count(what, purposes.get(position).id());
            }
        }
    }

    private static Enforced enforced(Kind kind) {
        return switch (kind) {
            case PASSED -> Enforced.PASSED;
            case WITHHELD -> Enforced.WITHHELD;
            case HIDDEN -> Enforced.HIDDEN;
            case EXPIRED -> Enforced.EXPIRED;
            case REPORTED -> Enforced.REPORTED;
        };
    }
}
