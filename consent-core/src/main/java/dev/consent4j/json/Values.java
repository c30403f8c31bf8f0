package dev.consent4j.json;

import dev.consent4j.json.LocatedNode.Place;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Named;
import dev.consent4j.policy.Nearest;
import dev.consent4j.policy.Problem;
import dev.consent4j.policy.Text;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads typed values from nodes; what cannot be read is reported and empty. */
final class Values {

    /** Member of a table that holds the value for all other jurisdictions. */
    static final String DEFAULT = "default";

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern SPOKEN =
            Pattern.compile("([0-9]{1,5})\\s*(year|month|week|day|hour|minute|second)s?", Pattern.CASE_INSENSITIVE);

    private final Report report;

    Values(Report report) {
        this.report = report;
    }

    Optional<String> string(LocatedNode node) {
        if (node instanceof LocatedNode.StringNode string) {
            return Optional.of(string.value());
        }
        return wrongKind(
                node,
                "a string",
                node instanceof LocatedNode.NumberNode || node instanceof LocatedNode.FlagNode
                        ? "Put it in double quotes."
                        : "Write words in double quotes.");
    }

    Optional<Boolean> flag(LocatedNode node) {
        return node instanceof LocatedNode.FlagNode flag
                ? Optional.of(flag.value())
                : wrongKind(node, "true or false", "Write true or false, without quotes.");
    }

    Optional<Integer> number(LocatedNode node) {
        return node instanceof LocatedNode.NumberNode number
                        && WHOLE.matcher(number.digits()).matches()
                ? Optional.of(Integer.parseInt(number.digits()))
                : wrongKind(node, "a whole number", "Write digits, without quotes.");
    }

    <E extends Enum<E> & Named> Optional<E> word(LocatedNode node, Class<E> type) {
        return string(node).flatMap(word -> {
            Optional<E> constant = Named.find(type, word);
            if (constant.isEmpty()) {
                List<String> known = Named.ids(type);
                report.unusable(
                        node.place(),
                        Problem.quoted(word) + " is not known here.",
                        Nearest.suggestion(word, known, "Known: " + String.join(", ", known) + "."));
            }
            return constant;
        });
    }

    Optional<LocalDate> date(LocatedNode node) {
        return string(node).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException noDate) {
                report.unusable(node.place(), Problem.quoted(text) + " is no date.", "Write it like '2026-11-01'.");
                return Optional.empty();
            }
        });
    }

    Optional<Lifetime> lifetime(LocatedNode node) {
        return string(node).flatMap(text -> {
            Optional<Lifetime> life = Lifetime.parse(text);
            if (life.isEmpty()) {
                report.unusable(node.place(), Problem.quoted(text) + " is no duration.", duration(text));
            }
            return life;
        });
    }

    Optional<Period> period(LocatedNode node) {
        return string(node).flatMap(text -> {
            try {
                return Optional.of(Period.parse(text));
            } catch (DateTimeParseException noPeriod) {
                report.unusable(node.place(), Problem.quoted(text) + " is no period of days.", duration(text));
                return Optional.empty();
            }
        });
    }

    /** A string, or an object of strings by language. */
    Optional<Text> wording(LocatedNode node) {
        if (node instanceof LocatedNode.StringNode string) {
            return Optional.of(Text.of(string.value()));
        }
        if (node instanceof LocatedNode.ObjectNode object) {
            Map<String, String> byLanguage = new TreeMap<>();
            object.members().forEach((tag, wording) -> string(wording).ifPresent(words -> byLanguage.put(tag, words)));
            return Optional.of(new Text(byLanguage));
        }
        return wrongKind(node, "a string or an object by language", "Write words in double quotes.");
    }

    /** The readable items of a list. */
    <T> List<T> list(LocatedNode node, Function<LocatedNode, Optional<T>> item) {
        if (node instanceof LocatedNode.ArrayNode array) {
            List<T> items = new ArrayList<>();
            array.items().forEach(each -> item.apply(each).ifPresent(items::add));
            return List.copyOf(items);
        }
        wrongKind(node, "a list", "Put it in square brackets.");
        return List.of();
    }

    List<String> strings(LocatedNode node) {
        return list(node, this::string);
    }

    /** A value, or an object of values by jurisdiction with a {@value #DEFAULT}. */
    <T> ByJurisdiction<T> table(
            LocatedNode node, Function<LocatedNode, Optional<T>> value, T otherwise, boolean defaultNeeded) {
        if (!(node instanceof LocatedNode.ObjectNode object)) {
            return ByJurisdiction.everywhere(value.apply(node).orElse(otherwise));
        }
        Map<String, LocatedNode> members = withDefault(object);
        LocatedNode standard = members.remove(DEFAULT);
        if (standard == null && defaultNeeded) {
            report.missing(object.place(), DEFAULT, "Name the value for everybody else.");
        }
        Map<String, T> exceptions = new TreeMap<>();
        members.forEach((place, each) -> value.apply(each).ifPresent(found -> exceptions.put(place, found)));
        T all = standard == null ? otherwise : value.apply(standard).orElse(otherwise);
        return new ByJurisdiction<>(all, exceptions);
    }

    /** The members, a misspelled default taken for what it is meant to be. */
    private Map<String, LocatedNode> withDefault(LocatedNode.ObjectNode object) {
        Map<String, LocatedNode> members = new LinkedHashMap<>(object.members());
        if (!members.containsKey(DEFAULT)) {
            for (Map.Entry<String, LocatedNode> member : object.members().entrySet()) {
                String name = member.getKey();
                if (!Jurisdiction.isName(name)
                        && Nearest.to(name, List.of(DEFAULT)).isPresent()) {
                    Place place = member.getValue().place();
                    report.misspelled(
                            place,
                            object.place(),
                            DEFAULT,
                            Problem.quoted(name) + " is no jurisdiction.",
                            "Did you mean 'default'?");
                    members.put(DEFAULT, members.remove(name));
                    break;
                }
            }
        }
        return members;
    }

    <T> Optional<T> wrongKind(LocatedNode node, String expected, String suggestion) {
        report.unusable(
                node.place(),
                "is " + node.kind() + " where " + expected + " is expected.",
                node instanceof LocatedNode.NullNode ? "Give it a value, or leave it out." : suggestion);
        return Optional.empty();
    }

    private static String duration(String text) {
        Matcher spoken = SPOKEN.matcher(text.strip());
        if (spoken.matches()) {
            String unit = spoken.group(2).substring(0, 1).toUpperCase(Locale.ROOT);
            boolean time = spoken.group(2).toLowerCase(Locale.ROOT).matches("hour|minute|second");
            return "Write '" + (time ? "PT" : "P") + Integer.parseInt(spoken.group(1)) + unit + "'.";
        }
        return text.strip().equalsIgnoreCase("session")
                ? "Leave it out for what ends with the session."
                : "Write it like 'P13M', 'P90D' or 'PT24H'.";
    }
}
