package dev.consent4j.json;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Problem;
import dev.consent4j.policy.Technology;
import java.util.ArrayList;
import java.util.List;

/** Reads a cookie or another declaration of a policy file. */
final class DeclarationReader {

    static final List<String> COOKIE_FIELDS = List.of(
            "name",
            "pattern",
            "purpose",
            "category",
            "vendor",
            "domain",
            "path",
            "maxAge",
            "partitioned",
            "setBefore",
            "description");

    static final List<String> FIELDS = fields();

    private DeclarationReader() {}

    private static List<String> fields() {
        List<String> all = new ArrayList<>(List.of("technology"));
        all.addAll(COOKIE_FIELDS);
        return List.copyOf(all);
    }

    static Declaration cookie(Fields fields) {
        return read(fields, Technology.COOKIE);
    }

    static Declaration any(Fields fields) {
        // A pixel stands in for what cannot be read, because the least is demanded of it.
        Technology technology = fields.needed(
                "technology",
                node -> fields.values().word(node, Technology.class),
                Technology.PIXEL,
                "Say how it is stored or read, such as 'local-storage'.");
        return read(fields, technology);
    }

    private static Declaration read(Fields fields, Technology technology) {
        return new Declaration(
                technology,
                name(fields),
                purpose(fields),
                fields.string("vendor"),
                fields.string("domain"),
                fields.string("path", "/"),
                fields.optional("maxAge", fields.values()::lifetime).orElse(null),
                fields.flag("partitioned", false),
                fields.string("setBefore", ""),
                fields.wording("description"));
    }

    private static String name(Fields fields) {
        String name = fields.string("name", "");
        String pattern = fields.string("pattern", "");
        if (!fields.has("name") && !fields.has("pattern")) {
            fields.missing("name", "Give its name, or a 'pattern' in which '*' stands for any characters.");
        } else if (fields.has("name") && fields.has("pattern")) {
            fields.wrong("pattern", "is given beside a name.", "Declare the two as two items.");
        } else if (name.indexOf('*') >= 0) {
            fields.wrong(
                    "name", Problem.quoted(name) + " holds a '*', so it is a pattern.", "Call the field 'pattern'.");
        } else if (fields.has("pattern") && !pattern.isEmpty() && pattern.indexOf('*') < 0) {
            fields.wrong(
                    "pattern", Problem.quoted(pattern) + " holds no '*', so it is a name.", "Call the field 'name'.");
        }
        return fields.has("name") ? name : pattern;
    }

    private static String purpose(Fields fields) {
        String purpose = fields.string("purpose", "");
        String category = fields.string("category", "");
        if (!fields.has("purpose") && !fields.has("category")) {
            fields.missing("purpose", "Name the purpose it serves, or a category such as 'necessary'.");
        } else if (fields.has("purpose") && fields.has("category")) {
            fields.wrong("category", "is given beside a purpose.", "Leave it out: the purpose has a category.");
        }
        return fields.has("purpose") ? purpose : category;
    }
}
