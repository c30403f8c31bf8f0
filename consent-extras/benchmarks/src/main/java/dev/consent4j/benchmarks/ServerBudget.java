package dev.consent4j.benchmarks;

import dev.consent4j.benchmarks.ServerTrial.Round;
import dev.consent4j.benchmarks.ServerTrial.Slice;
import dev.consent4j.benchmarks.SiteServer.Front;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A server with the filter, the same server without, and one with a filter that does nothing. Each slice of load is divided
 * by its neighbour, so that what changes on the machine in minutes changes both. Several sets of JVMs, because no two JVMs
 * compile the same code alike.
 */
final class ServerBudget {

    private static final int JVM_SETS = 4;

    /** Rounds of a set that count. */
    private static final int ROUNDS = 20;

    /** Rounds that are tried for them; when others work all the time, the quietest count. */
    private static final int MAX_ROUNDS = 2 * ROUNDS;

    /** A round counts at once if other processes take less of the machine than this. */
    private static final double QUIET = 0.08;

    private static final double THROUGHPUT = 0.97;
    private static final double CPU = 1.03;

    private final List<Line> budgeted = new ArrayList<>();
    private final List<Line> beside = new ArrayList<>();

    /** Measures a container, {@code jetty} or {@code tomcat}. */
    void compare(String container) {
        List<List<Round>> sets = new ArrayList<>();
        for (int i = 0; i < JVM_SETS; i++) {
            System.err.println("measuring " + container + ", set " + (i + 1) + " of " + JVM_SETS);
            try (ServerTrial trial = new ServerTrial(container)) {
                trial.warmUp();
                sets.add(quietest(trial));
            }
        }
        String name = container + ", throughput with / without, " + JVM_SETS * ROUNDS + " pairs";
        String limit = String.format(Locale.ROOT, "%.2f", THROUGHPUT);
        budgeted.add(Line.atLeast(name, ratio(sets, Slice::rate, Front.CONSENT, Front.NOTHING), "", THROUGHPUT, limit));
        name = container + ", process CPU per request with / without";
        limit = String.format(Locale.ROOT, "%.2f", CPU);
        budgeted.add(Line.atMost(name, ratio(sets, Slice::cpu, Front.CONSENT, Front.NOTHING), "", CPU, limit));
        tell(container + ", throughput with / empty filter", ratio(sets, Slice::rate, Front.CONSENT, Front.EMPTY), "");
        tell(
                container + ", CPU per request with / empty filter",
                ratio(sets, Slice::cpu, Front.CONSENT, Front.EMPTY),
                "");
        tell(
                "peer: " + container + ", throughput empty / without",
                ratio(sets, Slice::rate, Front.EMPTY, Front.NOTHING),
                "");
        tell(
                "peer: " + container + ", CPU per request empty / without",
                ratio(sets, Slice::cpu, Front.EMPTY, Front.NOTHING),
                "");
        tell(container + " without, requests a second", values(sets, round -> rate(round, Front.NOTHING)), "");
        tell(container + " without, CPU per request", values(sets, round -> micros(round, Front.NOTHING)), "us");
        tell(
                container + " with - without, CPU per request",
                values(sets, round -> micros(round, Front.CONSENT) - micros(round, Front.NOTHING)),
                "us");
        tell(container + ", machine's time taken by others", values(sets, Round::others), "");
    }

    /** Those rounds in which other processes took the least. */
    private static List<Round> quietest(ServerTrial trial) {
        List<Round> rounds = new ArrayList<>();
        for (int quiet = 0, i = 0; quiet < ROUNDS && i < MAX_ROUNDS; i++) {
            Round round = trial.round();
            rounds.add(round);
            quiet += round.others() < QUIET ? 1 : 0;
        }
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Round::others))
                .limit(ROUNDS)
                .toList();
    }

    private static double rate(Round round, Front front) {
        return round.slice(front).rate();
    }

    private static double micros(Round round, Front front) {
        return round.slice(front).cpu() / 1_000;
    }

    private static Samples.Estimate ratio(
            List<List<Round>> sets, ToDoubleFunction<Slice> what, Front above, Front below) {
        return values(sets, round -> what.applyAsDouble(round.slice(above)) / what.applyAsDouble(round.slice(below)));
    }

    private static Samples.Estimate values(List<List<Round>> sets, ToDoubleFunction<Round> value) {
        return Samples.even(sets.stream()
                        .map(set -> set.stream().mapToDouble(value).boxed().toList())
                        .toList())
                .estimate();
    }

    private void tell(String name, Samples.Estimate estimate, String unit) {
        beside.add(Line.beside(name, estimate, unit));
    }

    List<Line> budgeted() {
        return budgeted;
    }

    List<Line> beside() {
        return beside;
    }
}
