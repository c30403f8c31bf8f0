package dev.consent4j.catalogue;

import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A policy to start from, and what a person has to check before it is published. A draft never guesses in the site's
 * favour: what nobody knows goes where the visitor is asked.
 *
 * @param policy the policy, which loads; its {@link Policy#canonicalText()} is a policy file
 * @param toCheck what to check, in words, each naming the item it speaks of
 */
public record PolicyDraft(Policy policy, List<String> toCheck) {

    /** Takes an immutable copy. */
    public PolicyDraft {
        toCheck = List.copyOf(toCheck);
    }

    /**
     * Drafts a policy.
     *
     * @param start version, controller and languages; what it declares already is kept and not asked about
     * @param table the site's own cookie table, empty if it has none
     * @param catalog what is known about names
     * @param seen names of cookies that the gate saw at run time
     * @return the draft
     */
    public static PolicyDraft of(
            PolicyBuilder start, Collection<TableRow> table, CookieCatalog catalog, Set<String> seen) {
        return new PolicyDrafting(start.build(), catalog).draft(table, seen);
    }
}
