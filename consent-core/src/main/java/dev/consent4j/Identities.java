package dev.consent4j;

import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.SubjectId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** Source of random identities. Thread safe. */
record Identities(SecureRandom random) {

    private static final int BYTES = 16;

    DecisionId decision() {
        return DecisionId.of(bits());
    }

    /**
     * The id in place of one that the ledger never takes; always the same, so that two tabs record the act once. A hash
     * of random bits is as good as random.
     */
    static DecisionId inPlaceOf(DecisionId taken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(taken.bits());
            return DecisionId.of(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What tells a process apart in the entries of a ledger that several write. */
    String process() {
        return HexFormat.of().formatHex(bits());
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
