package dev.consent4j;

import dev.consent4j.decision.Decision;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.NextConsent;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Regime;
import java.util.List;
import java.util.Optional;

/**
 * What follows from an account's decisions, one after the other, as a device would carry it; without a subject.
 *
 * @param site the site, whose versions say what was answered
 */
record AccountConsent(Site site) {

    GivenConsent of(List<AccountEntries.Filed> decisions, List<Endings.OfAccount> endings, GrantsEnded ended) {
        GivenConsent given = GivenConsent.EMPTY;
        int next = 0;
        for (AccountEntries.Filed filed : decisions) {
            while (next < endings.size()
                    && endings.get(next).index() < filed.entry().index()) {
                given = after(given, endings.get(next++));
            }
            boolean isEnded = filed.claimed() != null && ended.marked().ended(filed.claimed()) != null;
            given = after(given, isEnded ? filed.decision().withoutGrants() : filed.decision());
        }
        while (next < endings.size()) {
            given = after(given, endings.get(next++));
        }
        return given;
    }

    private static GivenConsent after(GivenConsent given, Endings.OfAccount ending) {
        return given.withoutGrants(ending.refuses() ? ending.day() : null);
    }

    /** Of a version or regime that is no longer known only the denials count. */
    GivenConsent after(GivenConsent given, Decision decision) {
        Optional<Policy> answered = answered(decision);
        Optional<Regime> regime = answered.flatMap(policy -> policy.regimeNamed(decision.regime()));
        GivenConsent next;
        if (answered.isPresent() && regime.isPresent()) {
            next = NextConsent.ofAccount(given, decision, answered.get(), regime.get());
        } else {
            List<Policy> versions = site.policies().versions();
            Policy newest = versions.get(versions.size() - 1);
            next = NextConsent.ofAccount(
                    given, decision.withoutGrants(), newest, newest.regimeIn(Jurisdiction.UNKNOWN));
        }
        return next;
    }

    Optional<Policy> answered(Decision decision) {
        return site.policies()
                .find(decision.policyVersion())
                .filter(policy -> policy.contentHash().equals(decision.policyHash()));
    }
}
