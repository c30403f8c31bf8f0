package dev.consent4j.servlet.request;

import dev.consent4j.decision.Given;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.signal.Signals;
import java.time.LocalDate;

/** The effective consent where no policy applies: only the known necessary cookies of frameworks are permitted. */
public final class NothingDeclared {

    private static final EffectiveConsent CONSENT = Evaluator.evaluate(new Visit(
            PolicyHistory.of(Policy.builder("none")
                    .controller("unknown", "mailto:unknown@invalid")
                    .build()),
            Jurisdiction.UNKNOWN,
            new Given.Unreadable("no policy applies to this request"),
            Given.NONE,
            Person.UNKNOWN,
            Signals.NONE,
            GrantsEnded.NONE,
            LocalDate.EPOCH));

    private NothingDeclared() {}

    /** The effective consent. */
    public static EffectiveConsent consent() {
        return CONSENT;
    }
}
