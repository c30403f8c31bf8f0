package dev.consent4j.json;

import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a vendor of a policy file. */
final class VendorReader {

    static final List<String> FIELDS =
            List.of("id", "name", "country", "transfer", "origins", "optOut", "purposes", "data");

    /** The directive under which origins without one are filed. */
    private static final String ANY = "default-src";

    private VendorReader() {}

    static Vendor read(Fields fields) {
        Values values = fields.values();
        return new Vendor(
                fields.needed("id", values::string, "", "Name it, such as 'google-analytics'."),
                fields.needed("name", values::string, "", "Name the vendor as the visitor should read it."),
                fields.string("country", ""),
                fields.word("transfer", Transfer.class, Transfer.NONE),
                fields.optional("origins", node -> origins(node, values)).orElse(Map.of()),
                fields.optional("optOut", node -> links(node, values)).orElse(List.of()),
                fields.strings("purposes"),
                fields.strings("data"));
    }

    /** Origins by fetch directive; a list is one of origins for any. */
    static Optional<Map<String, List<String>>> origins(LocatedNode node, Values values) {
        if (node instanceof LocatedNode.ArrayNode) {
            List<String> anywhere = values.strings(node);
            return Optional.of(anywhere.isEmpty() ? Map.of() : Map.of(ANY, anywhere));
        }
        if (node instanceof LocatedNode.ObjectNode object) {
            Map<String, List<String>> byDirective = new TreeMap<>();
            object.members().forEach((directive, origins) -> byDirective.put(directive, values.strings(origins)));
            return Optional.of(byDirective);
        }
        return values.wrongKind(
                node, "a list or an object by directive", "Write a list, such as [\"https://cdn.example.org\"].");
    }

    private static Optional<List<String>> links(LocatedNode node, Values values) {
        return node instanceof LocatedNode.ArrayNode
                ? Optional.of(values.strings(node))
                : values.string(node).map(List::of);
    }
}
