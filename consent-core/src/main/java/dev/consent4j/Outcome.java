package dev.consent4j;

import dev.consent4j.decision.Decision;
import dev.consent4j.decision.GivenConsent;

/** What became of a submission. */
public sealed interface Outcome {

    /** The given consent the device is to carry from now on. */
    GivenConsent given();

    /**
     * Recorded durably; everything answered takes effect.
     *
     * @param given what the device carries now
     * @param decision the decision as recorded, the first one if the submission repeated it
     * @param index its place in the ledger
     */
    record Recorded(GivenConsent given, Decision decision, long index) implements Outcome {}

    /**
     * The ledger cannot be written; the denials take effect all the same and are recorded late.
     *
     * @param given what the device carries now, marked
     */
    record Late(GivenConsent given) implements Outcome {}

    /**
     * The ledger cannot be written; denials take effect, nothing new is granted. Answer 503 with Retry-After.
     *
     * @param given what the device carries now, marked if anything was denied
     */
    record Unavailable(GivenConsent given) implements Outcome {}

    /**
     * The id belongs to a decision with other content; nothing changes. Answer 409.
     *
     * @param given what the device carried before
     */
    record Contradicts(GivenConsent given) implements Outcome {}
}
