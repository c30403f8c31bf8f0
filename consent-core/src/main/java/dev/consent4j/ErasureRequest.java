package dev.consent4j;

import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.Erased;
import java.util.List;

/**
 * A wish to have everything about somebody erased (GDPR Art. 17).
 *
 * @param id random id of the request, the person's receipt number; the same one again changes nothing
 * @param whose about whom
 * @param reason why
 * @param authority who asks, such as {@code the person} or a file number; kept for ever, so never a name
 */
public record ErasureRequest(String id, Whose whose, Erased.Reason reason, String authority) {

    /** What the person says of themselves. */
    public static final String THE_PERSON = "the person";

    /** About whom. */
    public sealed interface Whose {

        /**
         * A visitor.
         *
         * @param subject the pseudonym
         */
        record OfSubject(SubjectId subject) implements Whose {}

        /**
         * An account, with all visitors that were ever linked to it.
         *
         * @param references the account's references, keyed hashes: one for each account key there was
         */
        record OfAccount(List<String> references) implements Whose {

            /** Takes an immutable copy. */
            public OfAccount {
                references = List.copyOf(references);
            }
        }
    }

    /**
     * A visitor's own request.
     *
     * @param id random id of the request
     * @param subject the pseudonym
     * @return the request
     */
    public static ErasureRequest of(String id, SubjectId subject) {
        return new ErasureRequest(id, new Whose.OfSubject(subject), Erased.Reason.REQUEST, THE_PERSON);
    }

    /**
     * The request of whoever holds an account.
     *
     * @param id random id of the request
     * @param references the account's references, as {@link Accounts#references} gives them: with one alone, what was
     *     recorded under an older account key would stay
     * @return the request
     */
    public static ErasureRequest ofAccount(String id, List<String> references) {
        return new ErasureRequest(id, new Whose.OfAccount(references), Erased.Reason.ACCOUNT, THE_PERSON);
    }
}
