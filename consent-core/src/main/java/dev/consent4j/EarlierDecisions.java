package dev.consent4j;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.store.StoreException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that were made before one. The ledger files them under the subject, so those of somebody without a
 * subject are not known, but for the one this device has just brought to be recorded late.
 *
 * @param late the decision that was recorded late with the same request, null if none was
 */
record EarlierDecisions(@Nullable DecisionId late) {

    static final EarlierDecisions OF_SUBJECT = new EarlierDecisions(null);

    /**
     * What the ledger says.
     *
     * @param newest the newest decision of the subject, null if it is not known
     * @param links the decision behind each act of the device, as far as it is known
     */
    record Known(@Nullable DecisionId newest, Map<Act, DecisionId> links) {

        /** The decision before one with an id; sent again, a decision does not follow itself. */
        @Nullable
        DecisionId previous(DecisionId id) {
            return id.equals(newest) ? null : newest;
        }

        Map<String, PurposeAnswer> carriedOver(
                GivenConsent given, Policy policy, Jurisdiction jurisdiction, Set<String> asked) {
            return new CarriedOver(given, links).answers(policy, jurisdiction, asked);
        }
    }

    /** Reads as little as it can: a person who decides for the first time costs no query, others one. */
    Known read(ConsentLedger ledger, GivenConsent given, Policy policy, Set<String> asked) {
        if (given.subject() == null) {
            return new Known(late, Map.of());
        }
        boolean carries = CarriedOver.anything(given, policy, asked);
        try {
            DecisionLinks links = DecisionLinks.read(ledger, given, carries ? DecisionLinks.MAX_DECISIONS : 1);
            return new Known(links.newest().orElse(late), carries ? links.byAct() : Map.of());
        } catch (StoreException unavailable) {
            return new Known(late, Map.of());
        }
    }
}
