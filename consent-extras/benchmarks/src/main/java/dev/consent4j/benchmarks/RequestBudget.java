package dev.consent4j.benchmarks;

import dev.consent4j.benchmarks.MicroRun.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jmh.runner.RunnerException;

/** The lines of the budget about one request in one thread, and what is told beside them. */
final class RequestBudget {

    /** Of lines with a budget; what is told beside runs in one. */
    private static final int FORKS = 3;

    private static final String EMPTY = "FilterBenchmark.emptyChain";
    private static final String WARM = "FilterBenchmark.warmCookie";
    private static final String ASKS = "FilterBenchmark.applicationAsks";
    private static final String GOOD = "AttackBenchmark.goodCookie";
    private static final String MAC = "AttackBenchmark.oneMac";
    private static final double FILTER_NANOS = 300;
    private static final double FILTER_BYTES = 300;
    private static final double COLD_NANOS = 3_000;
    private static final double GATE_NANOS = 150;

    private final MicroRun run = new MicroRun();
    private final Set<String> known = new TreeSet<>();
    private final List<Line> budgeted = new ArrayList<>();
    private final List<Line> beside = new ArrayList<>();

    /** The filter around an application that does nothing, and around others. */
    void filter() throws RunnerException {
        measure(FORKS, EMPTY, WARM);
        String name = "filter, warm consent cookie, over an empty chain";
        budgeted.add(Line.atMost(name, nanos(WARM, EMPTY), "ns", FILTER_NANOS, "300 ns"));
        budgeted.add(Line.atMost(name, bytes(WARM, EMPTY), "B", FILTER_BYTES, "300 B"));
        overEmpty("peer: plain wrappers of the servlet API", "FilterBenchmark.plainWrappers");
        overEmpty("filter, warm, 1,000 visitors in turn", "FilterBenchmark.warmCookiesOfAThousandVisitors");
        overEmpty("filter, warm, application asks allows()", ASKS);
        overEmpty("filter, warm, application calls getCookies()", "FilterBenchmark.applicationReadsCookies");
        overEmpty("filter, one denied cookie hidden and ended", "FilterBenchmark.deniedCookieIsHidden");
        overEmpty("filter, no consent cookie, 3 cookies", "FilterBenchmark.noConsentCookie");
    }

    /** A consent cookie that was never seen. */
    void cold() throws RunnerException {
        String cold = "ColdBenchmark.decodesAuthenticatesAndEvaluates";
        measure(FORKS, cold);
        budgeted.add(Line.atMost(
                "decode, authenticate, evaluate 20 purposes, cold",
                run.get(cold).nanos().estimate(),
                "ns",
                COLD_NANOS,
                "3,000 ns"));
        overEmpty("filter, cold consent cookie", "ColdBenchmark.passesTheFilter");
        alone("peer: IAB TC string, one purpose, eager", "TransparencyStringBenchmark.eager");
        alone("peer: IAB TC string, one purpose, LAZY", "TransparencyStringBenchmark.lazy");
    }

    /** One cookie the application sets. */
    void gate() throws RunnerException {
        String necessary = "GateBenchmark.setsNecessaryCookie";
        String granted = "GateBenchmark.setsGrantedCookie";
        measure(FORKS, WARM, ASKS, necessary, granted);
        budgeted.add(Line.atMost(
                "gate, one necessary Set-Cookie, 2,000 declarations",
                nanos(necessary, WARM),
                "ns",
                GATE_NANOS,
                "150 ns"));
        budgeted.add(Line.atMost(
                "gate, one granted Set-Cookie, response private already",
                nanos(granted, ASKS),
                "ns",
                GATE_NANOS,
                "150 ns"));
        over("gate, one necessary addCookie", "GateBenchmark.addsNecessaryCookie", WARM);
        over("gate, one denied Set-Cookie, withheld", "GateBenchmark.setsDeniedCookie", ASKS);
        String ten = "GateBenchmark.setsTenGrantedCookies";
        measure(1, ten);
        tell(
                "gate, each of ten granted Set-Cookie",
                nanos(ten, ASKS).dividedBy(GateBenchmark.MANY),
                bytes(ten, ASKS).dividedBy(GateBenchmark.MANY));
    }

    /** Forged cookies. */
    void attack() throws RunnerException {
        String forged = "AttackBenchmark.forgedCookie";
        measure(FORKS, GOOD, forged, MAC);
        double mac = run.get(MAC).nanos().value();
        budgeted.add(Line.atMost(
                "flood of forged cookies, each over a good one",
                nanos(forged, GOOD),
                "ns",
                mac,
                String.format(Locale.ROOT, "one MAC, %,.0f ns", mac)));
        alone("peer: one HMAC-SHA-256, Mac reused", MAC);
    }

    List<Line> budgeted() {
        return budgeted;
    }

    List<Line> beside() {
        return beside;
    }

    private void alone(String name, String benchmark) throws RunnerException {
        measure(1, benchmark);
        Measured measured = run.get(benchmark);
        tell(name, measured.nanos().estimate(), measured.bytes().estimate());
    }

    private void overEmpty(String name, String benchmark) throws RunnerException {
        measure(FORKS, EMPTY);
        over(name, benchmark, EMPTY);
    }

    private void over(String name, String benchmark, String base) throws RunnerException {
        measure(1, benchmark);
        tell(name, nanos(benchmark, base), bytes(benchmark, base));
    }

    private void tell(String name, Samples.Estimate nanos, Samples.Estimate bytes) {
        beside.add(Line.beside(name, nanos, String.format(Locale.ROOT, "ns, %,.0f B", bytes.value())));
    }

    private void measure(int forks, String... benchmarks) throws RunnerException {
        for (String benchmark : benchmarks) {
            if (known.add(benchmark)) {
                run.measure(forks, List.of(benchmark));
            }
        }
    }

    private Samples.Estimate nanos(String benchmark, String base) {
        return run.get(benchmark).nanos().over(run.get(base).nanos());
    }

    private Samples.Estimate bytes(String benchmark, String base) {
        return run.get(benchmark).bytes().over(run.get(base).bytes());
    }
}
