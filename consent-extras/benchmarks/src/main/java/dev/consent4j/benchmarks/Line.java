package dev.consent4j.benchmarks;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param name what was measured
 * @param measured the value with its unit and interval
 * @param budget what it may be, empty where there is none
 * @param ratio measured divided by budget, empty where there is none
 * @param ok {@code yes} or {@code no}, with a question mark where the interval holds the budget; empty where there is none
 */
record Line(String name, String measured, String budget, String ratio, String ok) {

    /** A line with a budget that may not be exceeded. */
    static Line atMost(String name, Samples.Estimate measured, String unit, double budget, String budgetName) {
        return with(
                name,
                measured,
                unit,
                budget,
                "<= " + budgetName,
                verdict(measured.value() <= budget, measured, budget));
    }

    /** A line with a budget that has to be reached. */
    static Line atLeast(String name, Samples.Estimate measured, String unit, double budget, String budgetName) {
        return with(
                name,
                measured,
                unit,
                budget,
                ">= " + budgetName,
                verdict(measured.value() >= budget, measured, budget));
    }

    /** A line that is told beside the others. */
    static Line beside(String name, Samples.Estimate measured, String unit) {
        return new Line(name, text(measured, unit), "", "", "");
    }

    private static Line with(
            String name, Samples.Estimate measured, String unit, double budget, String budgetName, String ok) {
        return new Line(
                name,
                text(measured, unit),
                budgetName,
                String.format(Locale.ROOT, "%.2f", measured.value() / budget),
                ok);
    }

    private static String verdict(boolean ok, Samples.Estimate measured, double budget) {
        boolean unsure = measured.low() < budget && budget < measured.high();
        return (ok ? "yes" : "no") + (unsure ? "?" : "");
    }

    private static String text(Samples.Estimate estimate, String unit) {
        String format = Math.abs(estimate.value()) < 10 ? "%,.3f" : "%,.0f";
        return String.format(
                        Locale.ROOT,
                        format + " [" + format + " .. " + format + "] %s",
                        estimate.value(),
                        estimate.low(),
                        estimate.high(),
                        unit)
                .strip();
    }
}
