package dev.consent4j.policy;

import java.util.List;

/**
 * Who is responsible for a policy, who else to turn to, and where data lies (GDPR Art. 13(1)(a)-(b), (2)(d); ISO/IEC TS
 * 27560). Contacts are links: {@code mailto:}, {@code tel:} or {@code https:}, or a path of the site; empty where the
 * policy states none. Only the name is material: another address is no other use of data.
 *
 * @param name legal name
 * @param contact how to reach it, such as {@code mailto:privacy@example.org}
 * @param address postal address, empty if the policy states none
 * @param dataProtectionOfficer how to reach its data protection officer
 * @param complaints where the supervisory authority takes complaints
 * @param storedIn ISO 3166 codes of the countries in which it stores data itself, such as {@code DE}; empty if unstated
 */
public record Controller(
        String name,
        String contact,
        String address,
        String dataProtectionOfficer,
        String complaints,
        List<String> storedIn) {

    /** Takes an immutable copy. */
    public Controller {
        storedIn = List.copyOf(storedIn);
    }

    /**
     * A controller of whom nothing else is stated.
     *
     * @param name legal name
     * @param contact how to reach it, empty if the policy states none
     */
    public Controller(String name, String contact) {
        this(name, contact, "", "", "", List.of());
    }
}
