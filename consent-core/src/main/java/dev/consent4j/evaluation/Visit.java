package dev.consent4j.evaluation;

import dev.consent4j.decision.Given;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Regime;
import dev.consent4j.signal.Signals;
import java.time.LocalDate;

/**
 * Everything an evaluation depends on.
 *
 * @param policies the site's versions
 * @param jurisdiction where the visitor is taken to be
 * @param device what the device brings
 * @param account what the account brings; {@link Given#NONE} if nobody is signed in
 * @param person what is asserted about the person
 * @param signals what the browser says
 * @param ended grants ended elsewhere
 * @param today the day, UTC
 */
public record Visit(
        PolicyHistory policies,
        Jurisdiction jurisdiction,
        Given device,
        Given account,
        Person person,
        Signals signals,
        GrantsEnded ended,
        LocalDate today) {

    /** The policy version in force for this visit. */
    public Policy policy() {
        return policies.current(jurisdiction, today);
    }

    /** The rules in force for this visit. */
    public Regime regime() {
        return policy().regimeIn(jurisdiction, today);
    }
}
