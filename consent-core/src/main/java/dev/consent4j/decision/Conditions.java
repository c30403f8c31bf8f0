package dev.consent4j.decision;

import dev.consent4j.policy.Jurisdiction;

/**
 * What a decision was asked under: whose policy, which version, and the rules of which place.
 *
 * @param controller legal name of the controller (GDPR Art. 13(1)(a)); empty if the policy names none
 * @param policyVersion the policy version answered
 * @param policyHash its content hash
 * @param jurisdiction where the person was taken to be
 * @param foundBy how that was found
 * @param regime id of the regime in force
 * @param mode enforcement mode then active: {@code enforce} or {@code report}
 */
public record Conditions(
        String controller,
        String policyVersion,
        String policyHash,
        Jurisdiction jurisdiction,
        FoundBy foundBy,
        String regime,
        String mode) {}
