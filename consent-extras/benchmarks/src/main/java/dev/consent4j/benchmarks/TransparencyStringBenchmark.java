package dev.consent4j.benchmarks;

import com.iabtcf.decoder.DecoderOption;
import com.iabtcf.decoder.TCString;
import com.iabtcf.encoder.TCStringEncoder;
import com.iabtcf.utils.BitSetIntIterable;
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

/**
 * A peer: IAB's own decoder answers for one purpose of a consent string of its framework. It decodes; the string is
 * neither authenticated nor evaluated.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TransparencyStringBenchmark {

    private static final int PURPOSE = 3;
    private static final int VENDORS = 700;

    private final String text = text();

    /** The way of its read-me: everything is decoded. */
    @Benchmark
    public boolean eager(CpuTime cpu) {
        return TCString.decode(text).getPurposesConsent().contains(PURPOSE);
    }

    /** Only what is asked for is decoded. */
    @Benchmark
    public boolean lazy(CpuTime cpu) {
        return TCString.decode(text, DecoderOption.LAZY).getPurposesConsent().contains(PURPOSE);
    }

    /** Every other purpose, and two of three vendors, as a site of a publisher would have it. */
    private static String text() {
        BitSetIntIterable.Builder vendors = BitSetIntIterable.newBuilder();
        for (int vendor = 1; vendor <= VENDORS; vendor++) {
            if (vendor % 3 != 0) {
                vendors.add(vendor);
            }
        }
        return TCStringEncoder.newBuilder()
                .version(2)
                .tcfPolicyVersion(4)
                .cmpId(10)
                .cmpVersion(2)
                .consentScreen(1)
                .consentLanguage("EN")
                .publisherCC("DE")
                .vendorListVersion(250)
                .isServiceSpecific(true)
                .addPurposesConsent(BitSetIntIterable.from(1, 3, 5, 7, 9))
                .addPurposesLITransparency(BitSetIntIterable.from(2, 7, 9, 10))
                .addSpecialFeatureOptIns(BitSetIntIterable.from(1))
                .addVendorConsent(vendors.build())
                .addVendorLegitimateInterest(vendors.build())
                .encode();
    }
}
