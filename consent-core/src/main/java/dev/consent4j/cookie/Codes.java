package dev.consent4j.cookie;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.Source;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.util.List;

/**
 * The numbers that stand for constants in version 1 of the cookie: their positions here, whatever order the types
 * declare. New ones go to the end; a bit mask holds eight.
 */
final class Codes {

    static final List<Denial> DENIALS = List.of(Denial.REFUSED, Denial.OBJECTED, Denial.OPTED_OUT);
    static final List<GrantForm> FORMS =
            List.of(GrantForm.SPECIFIC, GrantForm.ALL, GrantForm.ACKNOWLEDGED, GrantForm.UNEQUAL);
    static final List<Use> USES = List.of(Use.SALE, Use.SHARING, Use.TARGETED_ADVERTISING, Use.PROFILING, Use.TRACKING);
    static final List<Signal> SIGNALS = List.of(Signal.GPC, Signal.DNT);
    static final List<Action> ACTIONS = List.of(
            Action.ACCEPT_ALL,
            Action.REJECT_ALL,
            Action.SAVE,
            Action.WITHDRAW,
            Action.SIGNAL,
            Action.ACKNOWLEDGE,
            Action.OBJECT);
    static final List<Source> SOURCES =
            List.of(Source.BANNER, Source.PREFERENCES, Source.API, Source.SIGNAL, Source.IMPORT);

    private Codes() {}
}
