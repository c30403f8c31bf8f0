package dev.consent4j.policy;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody most likely meant. */
public final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /**
     * The known name nearest to a wrong one: the fewest letters inserted, left out, replaced or swapped, case aside.
     *
     * @param wrong the name as written
     * @param known names that exist
     * @return the nearest, empty if none is near enough to be what was meant
     */
    public static Optional<String> to(String wrong, Collection<String> known) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        String nearest = null;
        int least = Math.max(1, wrong.length() / 3) + 1;
        for (String name : known) {
            int distance = name.length() > LONGEST ? Integer.MAX_VALUE : distance(folded(wrong), folded(name));
            if (distance < least && distance < Math.max(wrong.length(), name.length())) {
                least = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * What to do about a wrong name.
     *
     * @param wrong the name as written
     * @param known names that exist
     * @param otherwise what to say where none is near
     * @return a sentence
     */
    public static String suggestion(String wrong, Collection<String> known, String otherwise) {
        return to(wrong, known).map(name -> "Did you mean '" + name + "'?").orElse(otherwise);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Optimal string alignment. */
    private static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[to.length()];
    }
}
