package dev.consent4j.json;

import dev.consent4j.json.LocatedNode.Place;
import dev.consent4j.policy.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The problems of one file, each with its place; never two for one mistake. Not thread safe. */
final class Report {

    private record Found(int order, Problem problem) {}

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Set<String> guessed = new HashSet<>();
    private final Set<String> unusable = new HashSet<>();
    private final List<Found> found = new ArrayList<>();

    /** Remembers where something is. */
    void seen(Place place) {
        places.put(place.path(), place);
    }

    /** Reports that a value cannot be used; whatever else would be said about it only follows from that. */
    void unusable(Place place, String message, String suggestion) {
        if (unusable.add(place.path()) && !guessed.contains(place.path())) {
            add(place, message, suggestion);
        }
    }

    /** Reports that a member is missing. */
    void missing(Place parent, String field, String suggestion) {
        unusable(new Place(parent.member(field), parent.line(), parent.order()), "is missing.", suggestion);
    }

    /** Reports a mistake beside which the value can still be used. */
    void add(Place place, String message, String suggestion) {
        found.add(new Found(
                place.order(),
                new Problem(place.path().isEmpty() ? "$" : place.path(), place.line(), message, suggestion)));
    }

    /** Reports a misspelled field, which is read all the same so that nothing follows from the misspelling. */
    void misspelled(Place place, Place parent, String field, String message, String suggestion) {
        add(place, message, suggestion);
        aliases.put(parent.member(field), place.path());
        guessed.add(place.path());
    }

    /** Whether something at or below a path cannot be used. */
    boolean anyUnusable(String path) {
        return unusable.stream().anyMatch(below -> isAtOrBelow(below, path));
    }

    /** Adds what a builder says about the policy read, unless it follows from something already reported. */
    void merge(List<Problem> built) {
        for (Problem problem : built) {
            String path = actual(problem.path());
            boolean follows = anyUnusable(path) || unusable.stream().anyMatch(above -> isAtOrBelow(path, above));
            if (!follows) {
                Place nearest = nearest(path);
                add(new Place(path, nearest.line(), nearest.order()), problem.message(), problem.suggestion());
            }
        }
    }

    /** Every problem, in the order of the file. */
    List<Problem> problems() {
        return found.stream()
                .sorted(Comparator.comparingInt(Found::order))
                .map(Found::problem)
                .toList();
    }

    private static boolean isAtOrBelow(String path, String top) {
        return path.startsWith(top)
                && (path.length() == top.length()
                        || top.isEmpty()
                        || path.charAt(top.length()) == '.'
                        || path.charAt(top.length()) == '[');
    }

    /** The path with each misspelled field as it is written in the file. */
    private String actual(String path) {
        String actual = "";
        int from = 0;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '.' || path.charAt(i) == '[') {
                String longer = actual + path.substring(from, i);
                actual = aliases.getOrDefault(longer, longer);
                from = i;
            }
        }
        return actual;
    }

    private Place nearest(String path) {
        String at = path;
        while (!places.containsKey(at)) {
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return places.get(at);
    }
}
