package dev.consent4j;

import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Given;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account that is signed in on a request, and what it has answered. Immutable; for one request only, because what it
 * says grows old.
 *
 * @param account the application's id of the account; never written to the ledger
 * @param references the references under which entries name it, the one new entries name first
 * @param given what it has answered: given consent without a subject, or unreadable while that cannot be known
 * @param newest its newest decision; null if there is none or it is not known
 */
public record SignedIn(
        String account,
        List<String> references,
        Given given,
        @Nullable DecisionId newest) {

    /** Takes an immutable copy. */
    public SignedIn {
        references = List.copyOf(references);
    }

    /** The reference new entries name. */
    String reference() {
        return references.get(0);
    }

    /** Without the account's id, which belongs into no log. */
    @Override
    public String toString() {
        return "SignedIn[" + given + "]";
    }
}
