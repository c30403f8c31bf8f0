package dev.consent4j.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The act in which a person last answered something; several answers share one.
 *
 * @param number position among the acts on this device, from 1; later acts have higher numbers
 * @param day the day of the act, UTC
 * @param until the first day on which a grant given in this act has ended, as promised then
 * @param policyVersion the version answered
 * @param regime id of the regime then in force
 * @param decision the decision it was, for an account, whose acts are read from the ledger; null for a device, whose
 *     cookie names none
 */
public record Act(
        int number,
        LocalDate day,
        LocalDate until,
        String policyVersion,
        String regime,
        @Nullable DecisionId decision) {

    /** Highest number; a device that reaches it stays there. */
    public static final int MAX_NUMBER = 65_535;

    /**
     * An act of a device.
     *
     * @param number position among the acts on this device, from 1
     * @param day the day of the act, UTC
     * @param until the first day on which a grant given in this act has ended
     * @param policyVersion the version answered
     * @param regime id of the regime then in force
     */
    public Act(int number, LocalDate day, LocalDate until, String policyVersion, String regime) {
        this(number, day, until, policyVersion, regime, null);
    }

    /**
     * Whether this act came after another on the same device.
     *
     * @param other the other act
     * @return true if its number is higher
     */
    public boolean isAfter(Act other) {
        return number > other.number;
    }
}
