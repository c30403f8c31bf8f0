package dev.consent4j.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A reason to store or use data: the unit of choice.
 *
 * @param id lower case letters, digits and hyphens; never used again for something else
 * @param category id of the category it belongs to
 * @param title what the visitor reads
 * @param description what happens, in plain words
 * @param legalBasis the basis by jurisdiction
 * @param dataKind how delicate the data is
 * @param data what is collected, item by item
 * @param dataSource where data comes from that the visitor did not give; null if nowhere else
 * @param recipients who receives it beside the declared vendors
 * @param retention how long it is kept; null if the policy states none
 * @param uses the uses a signal may stop
 * @param aggregateOnly whether only aggregates are kept
 * @param required whether it is strictly necessary; always so in a required category
 * @param justification why it is necessary; demanded of a purpose that is required by itself
 * @param exemption the exemption it claims; null if none
 * @param automatedDecisions what is decided about a person without a human, by what logic and with what effect (GDPR Art.
 *     13(2)(f), 22); empty if nothing is
 */
public record Purpose(
        String id,
        String category,
        Text title,
        Text description,
        ByJurisdiction<LegalBasis> legalBasis,
        DataKind dataKind,
        List<String> data,
        @Nullable String dataSource,
        List<String> recipients,
        @Nullable Lifetime retention,
        Set<Use> uses,
        boolean aggregateOnly,
        boolean required,
        Text justification,
        @Nullable Exemption exemption,
        Text automatedDecisions) {

    /** Takes immutable copies. */
    public Purpose {
        data = List.copyOf(data);
        recipients = List.copyOf(recipients);
        uses = java.util.Collections.unmodifiableSet(new TreeSet<>(uses));
    }

    /**
     * The purpose that a category without purposes is.
     *
     * @param category the category
     * @return a purpose with the category's id, resting on consent, or required
     */
    public static Purpose of(Category category) {
        return builder(category.id(), category.id())
                .title(category.title())
                .description(category.description())
                .required(category.required())
                .justification(category.required() ? category.description() : Text.NONE)
                .build();
    }

    /**
     * Starts a purpose that rests on consent everywhere and uses ordinary data.
     *
     * @param id the purpose's id
     * @param category the category's id
     * @return a builder
     */
    public static PurposeBuilder builder(String id, String category) {
        return new PurposeBuilder(id, category);
    }

    /**
     * The basis in a jurisdiction, the strictest one where it is unknown.
     *
     * @param jurisdiction where the visitor is taken to be
     * @return the basis
     */
    public LegalBasis basisIn(Jurisdiction jurisdiction) {
        return legalBasis.at(jurisdiction, LegalBasis::stricter);
    }

    /** This purpose as one of a required category. */
    Purpose asRequired() {
        return required
                ? this
                : new Purpose(
                        id,
                        category,
                        title,
                        description,
                        legalBasis,
                        dataKind,
                        data,
                        dataSource,
                        recipients,
                        retention,
                        uses,
                        aggregateOnly,
                        true,
                        justification,
                        exemption,
                        automatedDecisions);
    }
}
