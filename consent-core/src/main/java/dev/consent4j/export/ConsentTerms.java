package dev.consent4j.export;

import dev.consent4j.decision.Actor;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import java.util.ArrayList;
import java.util.List;

/** Terms of the Data Privacy Vocabulary 2.3 for words of ours; only terms that exist. */
final class ConsentTerms {

    private ConsentTerms() {}

    static List<String> ofPurpose(Purpose purpose) {
        List<String> types = new ArrayList<>();
        types.add(
                switch (purpose.category()) {
                    case "necessary" -> "dpv:TechnicalServiceProvision";
                    case "functional" -> "dpv:ServicePersonalisation";
                    case "analytics" -> "dpv:ServiceUsageAnalytics";
                    case "marketing" -> "dpv:Advertising";
                    default -> "dpv:Purpose";
                });
        if (purpose.uses().contains(Use.TARGETED_ADVERTISING) || purpose.uses().contains(Use.SHARING)) {
            types.add("dpv:TargetedAdvertising");
        }
        if (purpose.uses().contains(Use.SALE)) {
            types.add("dpv:SellDataToThirdParties");
        }
        return types;
    }

    static String ofBasis(LegalBasis basis) {
        return switch (basis) {
            case CONSENT -> "dpv:Consent";
            case LEGITIMATE_INTEREST -> "dpv:LegitimateInterest";
            case CONTRACT -> "dpv:Contract";
            case LEGAL_OBLIGATION -> "dpv:LegalObligation";
            case EXEMPT, OPT_OUT, NOTICE -> "dpv:LegalBasis";
        };
    }

    static String ofActor(Actor actor) {
        return switch (actor) {
            case PERSON -> "dpv:DataSubject";
            case GUARDIAN -> "dpv:GuardianOfDataSubject";
            case AGENT -> "dpv:Representative";
            case OPERATOR -> "dpv:DataController";
        };
    }
}
