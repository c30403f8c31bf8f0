package dev.consent4j.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.export.ExportFormat;
import dev.consent4j.export.ExportReading;
import dev.consent4j.export.ExportRequest;
import dev.consent4j.export.ExportScope;
import dev.consent4j.export.ExportVerifier;
import dev.consent4j.export.LedgerExport;
import dev.consent4j.export.Verification;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.store.jdbc.JdbcLedgers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Main class of a JVM with a small heap that exports a ledger into a file, or verifies such a file. Says how many entries
 * it was, the nanoseconds it took, the nanoseconds of CPU of all its threads meanwhile, and the most bytes of heap in use.
 */
final class ExportRun {

    private ExportRun() {}

    /** Takes {@code export}, the JDBC address, the file of keys and the file to write; or {@code verify} and the file. */
    public static void main(String[] arguments) throws IOException {
        long began = System.nanoTime();
        long cpu = ProcessCpu.nanos(ProcessHandle.current());
        long entries = arguments[0].equals("export")
                ? export(arguments[1], Path.of(arguments[2]), Path.of(arguments[3]))
                : verify(Path.of(arguments[1]));
        long spent = ProcessCpu.nanos(ProcessHandle.current()) - cpu;
        System.out.println(entries + "\t" + (System.nanoTime() - began) + "\t" + spent + "\t" + heap());
        System.exit(0);
    }

    private static long export(String url, Path keys, Path file) throws IOException {
        try (HikariDataSource pool = Pools.of(url, 4);
                ConsentLedger ledger =
                        LedgerBudget.open(JdbcLedgers.open(pool).ledger("ours"), LedgerBudget.keys(keys));
                OutputStream out = Files.newOutputStream(file)) {
            Instant now = Instant.now();
            LocalDate destroyBy = now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
            ExportRequest request = new ExportRequest(
                    ExportFormat.JSON_LINES, null, ExportScope.ALL, "benchmark", "nobody", destroyBy, "benchmark");
            LedgerExport export = LedgerExport.begin(ledger, request, "export-" + now.toEpochMilli(), now);
            export.write(out);
            return export.exported().range().to();
        }
    }

    private static long verify(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ExportReading reading = ExportVerifier.trustingTheExport().verify(in);
            if (reading instanceof Verification verification && verification.isClean()) {
                return verification.counts().verified();
            }
            throw new IllegalStateException("The export does not verify: " + reading);
        }
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
