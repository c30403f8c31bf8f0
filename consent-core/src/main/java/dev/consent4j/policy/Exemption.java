package dev.consent4j.policy;

/**
 * The conditions under which a purpose claims to be exempt from consent; it is exempt only if all are declared met and
 * the regime knows the kind.
 *
 * @param kind the kind of exemption, such as {@code audience-measurement}
 * @param solePurpose the data serves nothing else
 * @param processorsOnly nobody but processors receives it
 * @param informed the visitor is told
 * @param objectionOffered a simple and free way to object is offered
 */
public record Exemption(
        String kind, boolean solePurpose, boolean processorsOnly, boolean informed, boolean objectionOffered) {

    /** Whether every condition is declared met. */
    public boolean met() {
        return solePurpose && processorsOnly && informed && objectionOffered;
    }
}
