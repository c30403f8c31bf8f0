package dev.consent4j.evaluation;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What the application asserts about the person, and what the ledger holds.
 *
 * @param age age in years, empty unless told
 * @param guardianActs ids of purposes for which a guardian acted
 * @param restricted ids of purposes whose processing is restricted (GDPR Art. 18)
 * @param objections ids of purposes the person objected to outside this device
 */
public record Person(OptionalInt age, Set<String> guardianActs, Set<String> restricted, Set<String> objections) {

    /** Nothing is known. */
    public static final Person UNKNOWN = new Person(OptionalInt.empty(), Set.of(), Set.of(), Set.of());

    /** Takes immutable copies. */
    public Person {
        guardianActs = Set.copyOf(guardianActs);
        restricted = Set.copyOf(restricted);
        objections = Set.copyOf(objections);
    }
}
