package dev.consent4j.export;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.IndexRange;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every byte of an export is bound by something: whichever is changed, the export is no longer clean. */
class ExportMutationTest {

    private static final int[] FLIPS = {1, 2, 4, 8, 16, 32, 64, 128};

    @Proves("P-6")
    @Test
    void aFlippedBitIsFoundInEveryByteOfAnExport() {
        try (TestLedger site = new TestLedger()) {
            site.decisions(0, 5).erase(3);
            allFlips(site, site.lines(1, 5));
        }
    }

    @Test
    void aFlippedBitIsFoundInEveryByteOfAScopedExport() {
        try (TestLedger site = new TestLedger()) {
            site.decisions(0, 5);
            allFlips(
                    site,
                    TestLedger.bytes(site.export(
                            ExportFormat.JSON_LINES, new IndexRange(1, 4), ExportScope.ofKinds(EntryKind.EXPORT))));
        }
    }

    /** One bit of each byte, another one each time; that every bit counts follows over the bytes. */
    private static void allFlips(TestLedger site, byte[] export) {
        Random random = new Random(7);
        for (int i = 0; i < export.length; i++) {
            byte[] changed = export.clone();
            changed[i] ^= (byte) FLIPS[random.nextInt(FLIPS.length)];
            ExportReading found = TestLedger.verify(site.verifier(), changed);
            int at = i;
            assertFalse(
                    found instanceof Verification verification && verification.isClean(),
                    () -> "byte " + at + " " + (char) export[at] + " became " + (char) changed[at]);
        }
    }
}
