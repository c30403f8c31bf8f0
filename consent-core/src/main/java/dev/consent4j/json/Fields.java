package dev.consent4j.json;

import dev.consent4j.json.LocatedNode.Place;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Named;
import dev.consent4j.policy.Nearest;
import dev.consent4j.policy.Problem;
import dev.consent4j.policy.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one object of a policy file, of which all names are known. */
final class Fields {

    /** What other tools call a choice made for the visitor. */
    private static final Set<String> PRE_GRANTED =
            Set.of("granted", "preselected", "prechecked", "checked", "enabled", "default", "optin", "preticked");

    private final Place place;
    private final Report report;
    private final Values values;
    private final Map<String, LocatedNode> members = new HashMap<>();

    private Fields(Place place, Report report) {
        this.place = place;
        this.report = report;
        this.values = new Values(report);
    }

    /**
     * The fields of a node; unknown ones are reported, and a node that is no object has none.
     *
     * @param known every field there is
     */
    static Fields of(LocatedNode node, List<String> known, Report report) {
        if (!(node instanceof LocatedNode.ObjectNode object)) {
            new Values(report).wrongKind(node, "an object", "Write it in braces.");
            return unusable(node.place());
        }
        Fields fields = new Fields(node.place(), report);
        object.members().forEach((name, member) -> {
            if (known.contains(name)) {
                fields.members.put(name, member);
            }
        });
        object.members().forEach((name, member) -> {
            if (!known.contains(name)) {
                fields.unknown(name, member, known);
            }
        });
        return fields;
    }

    /** No fields, about which nothing more needs to be said. */
    private static Fields unusable(Place place) {
        return new Fields(place, new Report());
    }

    private void unknown(String name, LocatedNode member, List<String> known) {
        String message = "there is no field " + Problem.quoted(name) + " here.";
        List<String> absent = new ArrayList<>(known);
        absent.removeAll(members.keySet());
        Optional<String> meant = Nearest.to(name, absent);
        if (meant.isPresent()) {
            report.misspelled(member.place(), place, meant.get(), message, "Did you mean '" + meant.get() + "'?");
            members.put(meant.get(), member);
        } else if (PRE_GRANTED.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))) {
            report.add(member.place(), message, "Nothing can be declared granted: only the visitor grants.");
        } else {
            report.add(
                    member.place(),
                    message,
                    Nearest.suggestion(name, known, "Known: " + String.join(", ", known) + "."));
        }
    }

    Place place() {
        return place;
    }

    Values values() {
        return values;
    }

    boolean has(String field) {
        return members.containsKey(field);
    }

    /** Reports a mistake in a field that is there. */
    void wrong(String field, String message, String suggestion) {
        LocatedNode node = members.get(field);
        if (node != null) {
            report.unusable(node.place(), message, suggestion);
        }
    }

    /** The fields of an object in a field, null if it is not there. */
    @Nullable
    Fields object(String field, List<String> known) {
        LocatedNode node = members.get(field);
        return node == null ? null : of(node, known, report);
    }

    /** A table by jurisdiction. */
    <T> ByJurisdiction<T> table(String field, Function<LocatedNode, Optional<T>> read, T otherwise) {
        LocatedNode node = members.get(field);
        return node == null ? ByJurisdiction.everywhere(otherwise) : values.table(node, read, otherwise, false);
    }

    /** Reports that a field is missing. */
    void missing(String field, String suggestion) {
        report.missing(place, field, suggestion);
    }

    /** A field that is read if it is there. */
    <T> Optional<T> optional(String field, Function<LocatedNode, Optional<T>> read) {
        LocatedNode node = members.get(field);
        return node == null ? Optional.empty() : read.apply(node);
    }

    /** A field that has to be there; the default stands in for what is reported. */
    <T> T needed(String field, Function<LocatedNode, Optional<T>> read, T standIn, String suggestion) {
        if (!has(field)) {
            missing(field, suggestion);
        }
        return optional(field, read).orElse(standIn);
    }

    @Nullable
    String string(String field) {
        return optional(field, values::string).orElse(null);
    }

    String string(String field, String otherwise) {
        return optional(field, values::string).orElse(otherwise);
    }

    boolean flag(String field, boolean otherwise) {
        return optional(field, values::flag).orElse(otherwise);
    }

    Text wording(String field) {
        return optional(field, values::wording).orElse(Text.NONE);
    }

    List<String> strings(String field) {
        LocatedNode node = members.get(field);
        return node == null ? List.of() : values.strings(node);
    }

    <E extends Enum<E> & Named> E word(String field, Class<E> type, E otherwise) {
        return optional(field, node -> values.word(node, type)).orElse(otherwise);
    }

    <E extends Enum<E> & Named> List<E> words(String field, Class<E> type) {
        LocatedNode node = members.get(field);
        return node == null ? List.of() : values.list(node, item -> values.word(item, type));
    }

    /** The items of a list of objects; what is no list stands for one item that cannot be used. */
    <T> List<T> objects(String field, List<String> known, Function<Fields, T> read) {
        LocatedNode node = members.get(field);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof LocatedNode.ArrayNode array)) {
            values.wrongKind(node, "a list", "Put it in square brackets.");
            return List.of(read.apply(unusable(node.place())));
        }
        return array.items().stream()
                .map(item -> read.apply(Fields.of(item, known, report)))
                .toList();
    }
}
