package dev.consent4j.policy;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long something is kept, as an ISO 8601 duration such as {@code P13M}, {@code P90D} or {@code PT24H}.
 *
 * @param iso the duration as written
 * @param seconds its length, a month counted as 30.4375 days; compared to tell a longer life from a shorter one
 */
public record Lifetime(String iso, long seconds) {

    private static final long DAY = 86_400;
    private static final long MONTH = 2_629_800;

    /**
     * Reads a duration.
     *
     * @param iso the text
     * @return the lifetime, empty if it is no ISO 8601 duration or is negative
     */
    @SuppressWarnings("JavaPeriodGetDays")
    public static Optional<Lifetime> parse(String iso) {
        try {
            long seconds;
            if (iso.contains("T")) {
                seconds = Duration.parse(iso).toSeconds();
            } else {
                seconds = seconds(Period.parse(iso));
            }
            return seconds < 0 ? Optional.empty() : Optional.of(new Lifetime(iso, seconds));
        } catch (DateTimeParseException | ArithmeticException notADuration) {
            return Optional.empty();
        }
    }

    /** The length of a period, a month counted as 30.4375 days. */
    static long seconds(Period period) {
        long months = period.getYears() * 12L + period.getMonths();
        return Math.addExact(Math.multiplyExact(months, MONTH), period.getDays() * DAY);
    }
}
