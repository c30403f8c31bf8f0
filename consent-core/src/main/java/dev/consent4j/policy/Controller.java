package dev.consent4j.policy;

/**
 * Who is responsible for a policy (GDPR Art. 13(1)(a)).
 *
 * @param name legal name
 * @param contact how to reach it, such as {@code mailto:privacy@example.org}; empty if the policy states none
 */
public record Controller(String name, String contact) {}
