package dev.consent4j;

import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import java.security.SecureRandom;

/** Source of random identities. Thread safe. */
record Identities(SecureRandom random) {

    private static final int BYTES = 16;

    DecisionId decision() {
        return DecisionId.of(bits());
    }

    SubjectId subject() {
        return SubjectId.of(bits());
    }

    private byte[] bits() {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return bits;
    }
}
