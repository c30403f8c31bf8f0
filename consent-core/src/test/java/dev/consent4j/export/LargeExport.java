package dev.consent4j.export;

import dev.consent4j.json.EntryJson;
import dev.consent4j.key.LedgerKeys;
import dev.consent4j.key.SigningKey;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Publishing;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** A process that exports more than its memory could hold, and verifies it; prints what was found. */
final class LargeExport {

    private LargeExport() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        long entries = Long.parseLong(arguments[1]);
        SigningKey key = SigningKey.of(TestLedger.ORIGIN, new byte[SigningKey.SECRET_BYTES]);
        Publishing publishing =
                new Publishing(TestLedger.ORIGIN, false, new LedgerKeys(key, List.of()), List.of(), Duration.ofDays(1));
        try (ConsentLedger ledger = ConsentLedger.open(
                "shop", new GeneratedStore(entries), new EntryJson(), new SecureRandom(), publishing)) {
            for (ExportFormat format : ExportFormat.values()) {
                LedgerExport export = LedgerExport.begin(
                        ledger,
                        new ExportRequest(
                                format, null, ExportScope.ALL, "test", "test", LocalDate.parse("2027-01-01"), "test"),
                        format.id(),
                        TestLedger.NOW);
                Path file = directory.resolve("large." + format.extension());
                try (OutputStream out = Files.newOutputStream(file)) {
                    export.write(out);
                }
                System.out.println(format.id() + " " + Files.size(file));
            }
        }
        for (int i = 0; i < Integer.getInteger("rounds", 1); i++) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long began = threads.getCurrentThreadCpuTime();
            try (InputStream in = Files.newInputStream(directory.resolve("large.jsonl"))) {
                Verification found = (Verification)
                        ExportVerifier.trusting(List.of(key.verifyingKey())).verify(in);
                System.out.println(
                        "clean " + found.isClean() + " " + found.counts().verified());
            }
            if (Boolean.getBoolean("timed")) {
                System.out.println((threads.getCurrentThreadCpuTime() - began) / 1_000_000 + " ms of processor time");
            }
        }
    }
}
