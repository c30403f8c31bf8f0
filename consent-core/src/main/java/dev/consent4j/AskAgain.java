package dev.consent4j;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.Regime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The first day on which a person may be asked again as time goes on; a changed policy may ask earlier. */
final class AskAgain {

    private AskAgain() {}

    static LocalDate day(GivenConsent given, Regime regime, LocalDate today) {
        List<LocalDate> due = new ArrayList<>();
        List<LocalDate> wait = new ArrayList<>();
        for (Answer answer : given.answers().values()) {
            Act act = answer.act();
            LocalDate afterRefusal = act.day().plus(regime.renewAfterRefusal());
            if (answer instanceof Answer.Denied denied) {
                due.add(afterRefusal);
                if (denied.denial() == Denial.OPTED_OUT) {
                    wait.add(afterRefusal);
                }
            } else {
                LocalDate now = act.day().plus(regime.renewAfter());
                due.add(act.until().isBefore(now) ? act.until() : now);
            }
        }
        List<Act> general = new ArrayList<>(given.optOuts().values());
        Act rejectAll = given.rejectAll();
        if (rejectAll != null) {
            general.add(rejectAll);
        }
        if (due.isEmpty() && general.isEmpty()) {
            general.addAll(given.signals().values());
        }
        general.forEach(act -> wait.add(act.day().plus(regime.renewAfterRefusal())));
        LocalDate first = due.isEmpty() ? today : Collections.min(due);
        LocalDate last = wait.isEmpty() ? first : Collections.max(wait);
        return last.isAfter(first) ? last : first;
    }
}
