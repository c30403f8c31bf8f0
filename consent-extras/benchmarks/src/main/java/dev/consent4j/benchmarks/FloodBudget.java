package dev.consent4j.benchmarks;

import java.util.List;
import java.util.Locale;

/** The lines of the budget about a flood of forged cookies: what each costs, and which visitors are still known after it. */
final class FloodBudget {

    private static final double KEPT = 0.9;

    /** A known visitor has to cost at least this much less than a new one, or nothing is remembered at all. */
    private static final double REMEMBERED = 0.1;

    private FloodBudget() {}

    /** Measures it in a JVM of its own. */
    static List<Line> measure() {
        System.err.println("measuring Flood");
        try (ChildJvm jvm = ChildJvm.start(List.of(), Flood.class)) {
            List<Double> told = ChildJvm.numbers(jvm.answer());
            double fresh = told.get(0);
            double known = told.get(1);
            double after = told.get(2);
            boolean remembers = fresh - known > REMEMBERED * fresh;
            double kept = remembers ? Math.max(0, Math.min(1, (fresh - after) / (fresh - known))) : 0;
            String name = String.format(
                    Locale.ROOT,
                    "of %,d known visitors, still known after %,d forged cookies",
                    Flood.VISITORS,
                    Flood.FORGED);
            String measured = remembers
                    ? String.format(
                            Locale.ROOT,
                            "%.3f (new %,.0f B, known %,.0f B, after %,.0f B; %,.0f ns, after %,.0f ns)",
                            kept,
                            fresh,
                            known,
                            after,
                            told.get(3),
                            told.get(4))
                    : String.format(Locale.ROOT, "none is (new %,.0f B, known %,.0f B)", fresh, known);
            return List.of(
                    codes(told.get(5)),
                    new Line(
                            name,
                            measured,
                            ">= " + KEPT,
                            String.format(Locale.ROOT, "%.2f", kept / KEPT),
                            kept >= KEPT ? "yes" : "no"));
        }
    }

    /** Counted, because the time of a forged cookie beside that of a good one is not the code's alone. */
    private static Line codes(double each) {
        return new Line(
                "flood, codes computed for each forged cookie, counted",
                String.format(Locale.ROOT, "%.3f", each),
                "<= 1",
                String.format(Locale.ROOT, "%.2f", each),
                each <= 1 ? "yes" : "no");
    }
}
