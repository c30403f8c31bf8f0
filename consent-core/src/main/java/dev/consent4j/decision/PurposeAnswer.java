package dev.consent4j.decision;

import dev.consent4j.policy.LegalBasis;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a decision says to one purpose: asked in this act, or carried over from an earlier one.
 *
 * @param choice the answer
 * @param asked whether it was asked in this act; false if it is carried over unchanged
 * @param from the decision it is carried over from, as far as that is known; null if it was asked now
 * @param basis the legal basis the purpose rested on
 * @param explicit whether it was given to this very purpose, not by accepting, refusing or taking note of everything
 * @param until the first day on which a grant has ended, as promised when it was given; null for a denial, which time
 *     does not end
 */
public record PurposeAnswer(
        Choice choice,
        boolean asked,
        @Nullable DecisionId from,
        LegalBasis basis,
        boolean explicit,
        @Nullable LocalDate until) {

    /**
     * An answer asked now.
     *
     * @param choice the answer
     * @param basis the legal basis
     * @param explicit whether it was given to this very purpose
     * @param until the first day on which a grant has ended; ignored for a denial
     * @return the answer
     */
    public static PurposeAnswer asked(Choice choice, LegalBasis basis, boolean explicit, LocalDate until) {
        return new PurposeAnswer(choice, true, null, basis, explicit, choice == Choice.GRANTED ? until : null);
    }

    /**
     * An earlier answer that still stands on the device.
     *
     * @param choice the answer
     * @param from the decision in which it was given, null if it is not known
     * @param basis the legal basis
     * @param explicit whether it was given to this very purpose
     * @param until the first day on which a grant has ended; ignored for a denial
     * @return the answer
     */
    public static PurposeAnswer carriedOver(
            Choice choice, @Nullable DecisionId from, LegalBasis basis, boolean explicit, LocalDate until) {
        return new PurposeAnswer(choice, false, from, basis, explicit, choice == Choice.GRANTED ? until : null);
    }
}
