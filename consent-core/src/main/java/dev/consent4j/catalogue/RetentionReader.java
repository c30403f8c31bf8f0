package dev.consent4j.catalogue;

import dev.consent4j.policy.Lifetime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ways in which people write how long a cookie lives. */
final class RetentionReader {

    private static final Pattern AMOUNT = Pattern.compile("(?<!\\d)(\\d{1,6})\\s*([a-z]+)");
    private static final Pattern SESSION = Pattern.compile("(end of )?(session|sessions|seesion)\\b.*");
    private static final Set<String> FOREVER =
            Set.of("forever", "permanent", "persistent", "unlimited", "no expiration", "never", "no expiry");
    private static final Set<String> AT_ONCE = Set.of("immediately removed", "immediately");

    /** The beginning and end of an ISO 8601 duration by unit, and how many of it one is. */
    private record Unit(String prefix, String suffix, int times) {}

    private static final Map<String, Unit> UNITS = units();

    private RetentionReader() {}

    /**
     * A reading.
     *
     * @param retention what was read
     * @param plain whether the words say that and nothing else
     */
    record Reading(Retention retention, boolean plain) {}

    static Reading read(String words) {
        String text = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        List<Lifetime> amounts = amounts(text);
        if (!amounts.isEmpty()) {
            Lifetime longest = amounts.stream()
                    .max(Comparator.comparingLong(Lifetime::seconds))
                    .orElseThrow();
            boolean plain = amounts.size() == 1 && AMOUNT.matcher(text).matches();
            return new Reading(new Retention.Lasting(longest), plain);
        }
        if (SESSION.matcher(text).matches()) {
            return new Reading(new Retention.Session(), text.equals("session") || text.equals("sessions"));
        }
        if (AT_ONCE.contains(text)) {
            return new Reading(new Retention.Lasting(life("PT0S")), false);
        }
        return FOREVER.contains(text)
                ? new Reading(new Retention.Forever(), true)
                : new Reading(new Retention.Unstated(words.strip()), false);
    }

    private static List<Lifetime> amounts(String text) {
        List<Lifetime> amounts = new ArrayList<>();
        Matcher matcher = AMOUNT.matcher(text);
        while (matcher.find()) {
            Unit unit = UNITS.get(matcher.group(2));
            if (unit != null) {
                int amount = Integer.parseInt(matcher.group(1)) * unit.times();
                amounts.add(life(unit.prefix() + amount + unit.suffix()));
            }
        }
        return amounts;
    }

    private static Map<String, Unit> units() {
        Unit second = new Unit("PT", "S", 1);
        Unit minute = new Unit("PT", "M", 1);
        Unit hour = new Unit("PT", "H", 1);
        Unit day = new Unit("P", "D", 1);
        Unit week = new Unit("P", "D", 7);
        Unit month = new Unit("P", "M", 1);
        Unit year = new Unit("P", "Y", 1);
        return Map.ofEntries(
                Map.entry("s", second),
                Map.entry("sec", second),
                Map.entry("secs", second),
                Map.entry("second", second),
                Map.entry("seconds", second),
                Map.entry("min", minute),
                Map.entry("mins", minute),
                Map.entry("minute", minute),
                Map.entry("minutes", minute),
                Map.entry("h", hour),
                Map.entry("hour", hour),
                Map.entry("hours", hour),
                Map.entry("d", day),
                Map.entry("day", day),
                Map.entry("days", day),
                Map.entry("w", week),
                Map.entry("week", week),
                Map.entry("weeks", week),
                Map.entry("m", month),
                Map.entry("month", month),
                Map.entry("months", month),
                Map.entry("y", year),
                Map.entry("year", year),
                Map.entry("years", year));
    }

    private static Lifetime life(String iso) {
        return Optional.of(iso).flatMap(Lifetime::parse).orElseThrow();
    }
}
