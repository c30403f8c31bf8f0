package dev.consent4j.benchmarks;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a flood of forged consent cookies costs, each different from all before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AttackBenchmark {

    private final Scene scene = new Scene();
    private final StubRequest request = new StubRequest();
    private final StubResponse response = new StubResponse();
    private final Application idle = new Application((asked, answer) -> {});
    private final byte[] good = Scene.bytes(scene.field(0, Scene.NECESSARY));
    private final Forger forger = new Forger(scene);
    private final Mac mac = mac();
    private final byte[] covered = new byte[covered()];

    /** The same request with a good cookie that is known. */
    @Benchmark
    public Application goodCookie(CpuTime cpu) {
        return idle.through(scene.filter(), request.next(good), response);
    }

    /** Budget: one MAC over {@link #goodCookie}. */
    @Benchmark
    public Application forgedCookie(CpuTime cpu) {
        return idle.through(scene.filter(), request.next(forger.next()), response);
    }

    /** HMAC-SHA-256 over as many bytes as the cookie's code covers, as bare as Java has it. */
    @Benchmark
    public byte[] oneMac(CpuTime cpu) {
        mac.update(covered);
        return mac.doFinal();
    }

    /** The sealed bytes without their code, and site, name and key id with a length each. */
    private int covered() {
        int parts = 4;
        int sealed = Base64.getUrlDecoder().decode(scene.value(0)).length;
        return sealed - 16 + 2 + scene.site().cookie().name().length() + "site".length() + parts * Integer.BYTES;
    }

    private static Mac mac() {
        try {
            Mac made = Mac.getInstance("HmacSHA256");
            made.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            return made;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", missing);
        }
    }
}
