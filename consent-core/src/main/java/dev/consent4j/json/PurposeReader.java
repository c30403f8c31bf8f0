package dev.consent4j.json;

import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Exemption;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a purpose of a policy file. */
final class PurposeReader {

    static final List<String> FIELDS = List.of(
            "id",
            "category",
            "title",
            "description",
            "legalBasis",
            "dataKind",
            "data",
            "dataSource",
            "recipients",
            "retention",
            "uses",
            "aggregateOnly",
            "required",
            "justification",
            "exemption",
            "automatedDecisions");

    static final List<String> EXEMPTION_FIELDS =
            List.of("kind", "solePurpose", "processorsOnly", "informed", "objectionOffered");

    private PurposeReader() {}

    static Purpose read(Fields fields) {
        Values values = fields.values();
        String id = fields.needed("id", values::string, "", "Name it, such as 'audience'.");
        String category =
                fields.needed("category", values::string, "", "Name the category it belongs to, such as 'analytics'.");
        return new Purpose(
                id,
                category,
                fields.wording("title"),
                fields.wording("description"),
                fields.table("legalBasis", node -> values.word(node, LegalBasis.class), LegalBasis.CONSENT),
                fields.word("dataKind", DataKind.class, DataKind.ORDINARY),
                fields.strings("data"),
                fields.string("dataSource"),
                fields.strings("recipients"),
                fields.optional("retention", values::lifetime).orElse(null),
                Set.copyOf(fields.words("uses", Use.class)),
                fields.flag("aggregateOnly", false),
                fields.flag("required", false),
                fields.wording("justification"),
                exemption(fields),
                fields.wording("automatedDecisions"));
    }

    private static @Nullable Exemption exemption(Fields purpose) {
        Fields fields = purpose.object("exemption", EXEMPTION_FIELDS);
        if (fields == null) {
            return null;
        }
        return new Exemption(
                fields.needed("kind", fields.values()::string, "", "Name the kind, such as 'audience-measurement'."),
                fields.flag("solePurpose", false),
                fields.flag("processorsOnly", false),
                fields.flag("informed", false),
                fields.flag("objectionOffered", false));
    }
}
