package dev.consent4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.Period;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, P6M, 2027-05-21, false",
        "2026-11-22, P6M, 2027-05-22, true",
        "2027-01-31, P1M, 2027-02-27, false",
        "2027-01-31, P1M, 2027-02-28, true",
        "2026-11-22, P0D, 2026-11-22, true",
        "2026-11-22, P1Y2M3D, 2028-01-24, false",
        "2026-11-22, P1Y2M3D, 2028-01-25, true"
    })
    void isOverOnTheDayOfItsEnd(LocalDate from, Period period, LocalDate today, boolean over) {
        assertEquals(over, Term.isOver(from, period, today));
    }

    @Property
    void countingDaysFirstChangesNothing(
            @ForAll @IntRange(max = 4_000) int start,
            @ForAll @IntRange(max = 24) int months,
            @ForAll @IntRange(max = 60) int days,
            @ForAll @IntRange(max = 1_000) int passed) {
        LocalDate from = LocalDate.of(2024, 2, 1).plusDays(start);
        LocalDate today = from.plusDays(passed);
        Period period = Period.ofMonths(months).plusDays(days);

        assertEquals(!today.isBefore(from.plus(period)), Term.isOver(from, period, today));
    }
}
