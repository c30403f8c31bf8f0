package dev.consent4j.benchmarks;

import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One cookie set by the application, from the call on its response to the container's, among 2,000 declarations. Each
 * operation is a whole request; the same request without the cookie is in {@link FilterBenchmark} and is subtracted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class GateBenchmark {

    /** Cookies of {@link #setsTenGrantedCookies}. */
    static final int MANY = 10;

    private static final String REST = "=GS1.1.1795340000.3; Path=/; Secure; HttpOnly; SameSite=Lax";
    private static final String NECESSARY_LINE = Scene.NECESSARY + REST;
    private static final String GRANTED_LINE = Scene.GRANTED + REST;
    private static final String DENIED_LINE = Scene.DENIED + REST;

    private final Scene scene = new Scene();
    private final StubResponse response = new StubResponse();
    private final StubRequest request = new StubRequest().parsed(scene.field(0, Scene.GRANTED));
    private final byte[] warm = Scene.bytes(scene.field(0, Scene.GRANTED));
    private final Cookie cookie = necessaryCookie();
    private final Application setsNecessary =
            new Application((asked, answer) -> answer.addHeader("Set-Cookie", NECESSARY_LINE));
    private final Application addsNecessary = new Application((asked, answer) -> answer.addCookie(cookie));
    private final Application setsGranted = asking(List.of(GRANTED_LINE));
    private final Application setsDenied = asking(List.of(DENIED_LINE));
    private final Application setsMany = asking(IntStream.range(0, MANY)
            .mapToObj(i -> "_c" + 100 * i + ".7f3a" + REST)
            .toList());

    /** Budget: 150 ns over {@link FilterBenchmark#warmCookie}. */
    @Benchmark
    public Application setsNecessaryCookie(CpuTime cpu) {
        return setsNecessary.through(scene.filter(), request.next(warm), response);
    }

    /** The same by {@code addCookie}. */
    @Benchmark
    public Application addsNecessaryCookie(CpuTime cpu) {
        return addsNecessary.through(scene.filter(), request.next(warm), response);
    }

    /** Budget: 150 ns over {@link FilterBenchmark#applicationAsks}, where the response is private already. */
    @Benchmark
    public Application setsGrantedCookie(CpuTime cpu) {
        return setsGranted.through(scene.filter(), request.next(warm), response);
    }

    /** The same for a cookie that is withheld. */
    @Benchmark
    public Application setsDeniedCookie(CpuTime cpu) {
        return setsDenied.through(scene.filter(), request.next(warm), response);
    }

    /** Ten granted cookies, each of another name: what the second and later ones cost is a tenth. */
    @Benchmark
    public Application setsTenGrantedCookies(CpuTime cpu) {
        return setsMany.through(scene.filter(), request.next(warm), response);
    }

    private static Application asking(List<String> lines) {
        return new Application((asked, answer) -> {
            answer.setHeader("X-Granted", Consent.of(asked).allows(Scene.ASKED) ? "yes" : "no");
            for (int i = 0; i < lines.size(); i++) {
                answer.addHeader("Set-Cookie", lines.get(i));
            }
        });
    }

    private static Cookie necessaryCookie() {
        Cookie made = new Cookie(Scene.NECESSARY, "GS1.1.1795340000.3");
        made.setPath("/");
        made.setSecure(true);
        made.setHttpOnly(true);
        return made;
    }
}
