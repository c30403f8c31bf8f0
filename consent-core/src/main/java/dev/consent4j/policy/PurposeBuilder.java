package dev.consent4j.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Purpose}; not thread safe. The policy it joins checks it. */
public final class PurposeBuilder {

    private final String id;
    private final String category;
    private Text title = Text.NONE;
    private Text description = Text.NONE;
    private ByJurisdiction<LegalBasis> legalBasis = ByJurisdiction.everywhere(LegalBasis.CONSENT);
    private DataKind dataKind = DataKind.ORDINARY;
    private List<String> data = List.of();
    private @Nullable String dataSource;
    private List<String> recipients = List.of();
    private @Nullable Lifetime retention;
    private Set<Use> uses = Set.of();
    private boolean aggregateOnly;
    private boolean required;
    private Text justification = Text.NONE;
    private @Nullable Exemption exemption;
    private Text automatedDecisions = Text.NONE;

    PurposeBuilder(String id, String category) {
        this.id = id;
        this.category = category;
    }

    /** Sets what the visitor reads; returns this builder. */
    public PurposeBuilder title(Text value) {
        title = value;
        return this;
    }

    /** Sets what happens, in plain words; returns this builder. */
    public PurposeBuilder description(Text value) {
        description = value;
        return this;
    }

    /** Sets one legal basis for every jurisdiction; returns this builder. */
    public PurposeBuilder legalBasis(LegalBasis everywhere) {
        legalBasis = ByJurisdiction.everywhere(everywhere);
        return this;
    }

    /** Sets the legal basis with exceptions by jurisdiction; returns this builder. */
    public PurposeBuilder legalBasis(LegalBasis otherwise, Map<String, LegalBasis> exceptions) {
        legalBasis = new ByJurisdiction<>(otherwise, exceptions);
        return this;
    }

    /** Sets how delicate the data is; returns this builder. */
    public PurposeBuilder dataKind(DataKind value) {
        dataKind = value;
        return this;
    }

    /** Sets what is collected, item by item; returns this builder. */
    public PurposeBuilder data(List<String> items) {
        data = List.copyOf(items);
        return this;
    }

    /** Sets where data comes from that the visitor did not give; returns this builder. */
    public PurposeBuilder dataSource(@Nullable String value) {
        dataSource = value;
        return this;
    }

    /** Sets who receives the data beside the declared vendors; returns this builder. */
    public PurposeBuilder recipients(List<String> names) {
        recipients = List.copyOf(names);
        return this;
    }

    /** Sets how long the data is kept, null if unstated; returns this builder. */
    public PurposeBuilder retention(@Nullable Lifetime value) {
        retention = value;
        return this;
    }

    /** Sets the uses a signal may stop; returns this builder. */
    public PurposeBuilder uses(Set<Use> values) {
        uses = Set.copyOf(values);
        return this;
    }

    /** Sets whether only aggregates are kept; returns this builder. */
    public PurposeBuilder aggregateOnly(boolean value) {
        aggregateOnly = value;
        return this;
    }

    /** Sets whether the purpose is strictly necessary; returns this builder. */
    public PurposeBuilder required(boolean value) {
        required = value;
        return this;
    }

    /** Sets why the purpose is necessary; returns this builder. */
    public PurposeBuilder justification(Text value) {
        justification = value;
        return this;
    }

    /** Sets the exemption claimed, null if none; returns this builder. */
    public PurposeBuilder exemption(@Nullable Exemption value) {
        exemption = value;
        return this;
    }

    /** Sets what is decided about a person without a human, and with what effect; returns this builder. */
    public PurposeBuilder automatedDecisions(Text value) {
        automatedDecisions = value;
        return this;
    }

    /** The purpose, unchecked until it joins a policy. */
    public Purpose build() {
        return new Purpose(
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
                required,
                justification,
                exemption,
                automatedDecisions);
    }
}
