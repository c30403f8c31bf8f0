package dev.consent4j.examples.fivesites;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** A password that opens the console once. Wrong tries are limited. Thread safe. */
final class OneTimePassword {

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private static final int TRIES = 10;

    private final String text;
    private int triesLeft = TRIES;
    private boolean used;

    /** What became of a try. */
    enum Answer {
        /** It opens, now and never again. */
        ACCEPTED,
        /** It is another. */
        WRONG,
        /** It was used before, or was tried too often. */
        CLOSED
    }

    OneTimePassword(SecureRandom random) {
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                drawn.append('-');
            }
            drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        text = drawn.toString();
    }

    /** The password, to be printed. */
    String text() {
        return text;
    }

    /** Tries a password. */
    synchronized Answer redeem(String offered) {
        if (used || triesLeft == 0) {
            return Answer.CLOSED;
        }
        if (!MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), offered.strip().getBytes(StandardCharsets.UTF_8))) {
            triesLeft--;
            return Answer.WRONG;
        }
        used = true;
        return Answer.ACCEPTED;
    }
}
