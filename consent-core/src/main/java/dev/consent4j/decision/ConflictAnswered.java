package dev.consent4j.decision;

import java.nio.ByteBuffer;

/**
 * That a person who was signed in answered when shown that a device denies what the account permits. Device and account
 * both remember it: they count their acts apart and a device knows days only, so nothing else tells which came first.
 *
 * @param act on a device the number of its last act before the answer, for an account the number of the act that answered
 * @param decision the first 32 bits of the random id of the account's decision, which say nothing about the account
 */
public record ConflictAnswered(int act, int decision) {

    /** Answers a device remembers, of as many accounts; the oldest is forgotten first, which only asks once more. */
    public static final int MAX_ON_DEVICE = 4;

    /** Answers that are remembered of an account, the newest ones. */
    public static final int MAX_OF_ACCOUNT = 64;

    /**
     * An answer by a decision.
     *
     * @param act see above
     * @param decision the account's decision
     * @return the answer
     */
    public static ConflictAnswered by(int act, DecisionId decision) {
        return new ConflictAnswered(act, ByteBuffer.wrap(decision.bits()).getInt());
    }
}
