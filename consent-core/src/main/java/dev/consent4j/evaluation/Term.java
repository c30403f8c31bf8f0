package dev.consent4j.evaluation;

import java.time.LocalDate;
import java.time.Period;

/** Whether a period that began on some day is over. */
final class Term {

    private static final int SHORTEST_MONTH = 28;

    private Term() {}

    /** Most terms run for months; counting days tells so without computing the day of the end. */
    @SuppressWarnings("JavaPeriodGetDays")
    static boolean isOver(LocalDate from, Period period, LocalDate today) {
        long passed = today.toEpochDay() - from.toEpochDay();
        long atLeast = period.toTotalMonths() * SHORTEST_MONTH + period.getDays();
        return passed >= atLeast && !today.isBefore(from.plus(period));
    }
}
