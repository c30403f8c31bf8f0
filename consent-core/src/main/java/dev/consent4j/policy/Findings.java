package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The problems found so far in one policy, and the checks that every part of it shares; not thread safe. */
final class Findings {

    static final int MAX_ID = 40;

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");

    /** Codes in common use that are not what a visitor's country is called by. */
    private static final Map<String, String> NOT_ISO = Map.of("UK", "GB", "EL", "GR");

    private final List<Problem> problems = new ArrayList<>();

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void add(String path, String message, String suggestion) {
        problems.add(Problem.at(path, message, suggestion));
    }

    /**
     * Reports a reference to something that does not exist. Where something declared lacks an id, and no id is near,
     * that one may be meant, and its missing id is reported already.
     */
    void dangling(String path, String kind, String wrong, Collection<String> known) {
        List<String> names = known.stream().filter(name -> !name.isEmpty()).toList();
        if (names.size() == known.size() || Nearest.to(wrong, names).isPresent()) {
            String all = names.isEmpty() ? "The policy declares none." : "Known: " + String.join(", ", names) + ".";
            add(path, "there is no " + kind + " " + Problem.quoted(wrong) + ".", Nearest.suggestion(wrong, names, all));
        }
    }

    /** Reports an id that is none; returns whether it is one. */
    boolean id(String path, String id, int longest) {
        if (id.isEmpty()) {
            add(path, "is missing.", "Give it an id of lower case letters, digits and hyphens.");
            return false;
        }
        if (id.length() > longest || !ID.matcher(id).matches()) {
            String slug =
                    id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
            String suggestion = slug.isEmpty() || slug.length() > longest || slug.equals(id)
                    ? "Use at most " + longest + " lower case letters, digits and hyphens."
                    : "Write '" + slug + "', and so wherever it is referred to.";
            add(path, Problem.quoted(id) + " is no id.", suggestion);
            return false;
        }
        return true;
    }

    void wording(String path, Text text) {
        text.byLanguage().forEach((tag, wording) -> {
            String at = tag.isEmpty() ? path : path + "." + tag;
            if (!tag.isEmpty()) {
                language(at, tag);
            }
            if (wording.isBlank()) {
                add(at, "is blank.", "Write the wording, or leave it out.");
            }
        });
    }

    void language(String path, String tag) {
        if (!LANGUAGE.matcher(tag).matches()) {
            String usual = Locale.forLanguageTag(tag.replace('_', '-')).toLanguageTag();
            add(
                    path,
                    Problem.quoted(tag) + " is no language tag.",
                    LANGUAGE.matcher(usual).matches() && !usual.equals("und")
                            ? "Write '" + usual + "'."
                            : "Write it like 'en', 'de-AT' or 'zh-Hant'.");
        }
    }

    void notBlank(String path, Collection<String> items) {
        int i = 0;
        for (String item : items) {
            if (item.isBlank()) {
                add(path + "[" + i + "]", "is blank.", "Write what it is, or leave it out.");
            }
            i++;
        }
    }

    void places(String path, ByJurisdiction<?> table) {
        for (String place : table.exceptions().keySet()) {
            if (!Jurisdiction.isName(place)) {
                String upper = place.toUpperCase(Locale.ROOT).replace('_', '-');
                add(
                        path + "." + place,
                        Problem.quoted(place) + " is no jurisdiction.",
                        Jurisdiction.isName(upper)
                                ? "Write '" + upper + "'."
                                : "Use a country ('DE'), a subdivision ('US-CA'), 'EU', 'EEA' or 'default'.");
            } else if (NOT_ISO.containsKey(place)) {
                add(
                        path + "." + place,
                        Problem.quoted(place) + " is no country code of ISO 3166.",
                        "Write '" + NOT_ISO.get(place) + "'.");
            }
        }
    }

    /** Checks that a lifetime, which anybody may construct, is what its text says. */
    void lifetime(String path, @Nullable Lifetime life, boolean mayBeZero) {
        if (life == null) {
            return;
        }
        if (!Lifetime.parse(life.iso()).equals(Optional.of(life))) {
            add(path, Problem.quoted(life.iso()) + " is no duration.", "Write it like 'P13M', 'P90D' or 'PT24H'.");
        } else if (life.seconds() == 0 && !mayBeZero) {
            add(path, "is a duration of nothing.", "Name a longer one, or leave it out.");
        }
    }
}
