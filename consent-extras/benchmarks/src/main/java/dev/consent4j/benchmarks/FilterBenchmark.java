package dev.consent4j.benchmarks;

import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.Filter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One request through the filter, by what it brings and what the application does with it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FilterBenchmark {

    private static final int VISITORS = 1_000;
    private static final Filter EMPTY = (request, response, chain) -> chain.doFilter(request, response);
    private static final Filter WRAPPING = new EmptyFilter();

    private final Scene scene = new Scene();
    private final Filter filter = scene.filter();
    private final StubResponse response = new StubResponse();
    private final StubRequest request = new StubRequest().parsed(scene.field(0, Scene.GRANTED));
    private final StubRequest withDenied = new StubRequest().parsed(scene.field(0, Scene.DENIED));
    private final byte[] warm = Scene.bytes(scene.field(0, Scene.GRANTED));
    private final byte[] denied = Scene.bytes(scene.field(0, Scene.DENIED));
    private final byte[] unanswered = Scene.bytes(scene.fieldBeforeAnswer());
    private final byte[][] visitors = new byte[VISITORS][];
    private final Application idle = new Application((asked, answer) -> {});
    private final Application asking = new Application(
            (asked, answer) -> answer.setHeader("X-Granted", Consent.of(asked).allows(Scene.ASKED) ? "yes" : "no"));
    private final Application reading = new Application(
            (asked, answer) -> answer.addHeader("X-Cookies", asked.getCookies().length > 3 ? "many" : "few"));
    private int visitor;

    /** Makes the visitors. */
    public FilterBenchmark() {
        for (int i = 0; i < VISITORS; i++) {
            visitors[i] = Scene.bytes(scene.field(i, Scene.GRANTED));
        }
    }

    /** What is subtracted from the others. */
    @Benchmark
    public Application emptyChain(CpuTime cpu) {
        return idle.through(EMPTY, request.next(warm), response);
    }

    /** A peer: the two wrappers of the servlet API, which do nothing. */
    @Benchmark
    public Application plainWrappers(CpuTime cpu) {
        return idle.through(WRAPPING, request.next(warm), response);
    }

    /** Budget: 300 ns and 300 bytes over the empty chain. */
    @Benchmark
    public Application warmCookie(CpuTime cpu) {
        return idle.through(filter, request.next(warm), response);
    }

    /** The same with a thousand visitors in turn. */
    @Benchmark
    public Application warmCookiesOfAThousandVisitors(CpuTime cpu) {
        visitor = visitor + 1 < VISITORS ? visitor + 1 : 0;
        return idle.through(filter, request.next(visitors[visitor]), response);
    }

    /** The application asks whether a purpose is permitted, which makes the response private. */
    @Benchmark
    public Application applicationAsks(CpuTime cpu) {
        return asking.through(filter, request.next(warm), response);
    }

    /** The application reads the cookies, all of which it may see. */
    @Benchmark
    public Application applicationReadsCookies(CpuTime cpu) {
        return reading.through(filter, request.next(warm), response);
    }

    /** The application reads the cookies, one of which is hidden from it and ended in the browser. */
    @Benchmark
    public Application deniedCookieIsHidden(CpuTime cpu) {
        return reading.through(filter, withDenied.next(denied), response);
    }

    /** Nobody has answered yet. */
    @Benchmark
    public Application noConsentCookie(CpuTime cpu) {
        return idle.through(filter, request.next(unanswered), response);
    }
}
