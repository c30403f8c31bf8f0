package dev.consent4j.violation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.FetchDirective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings are counted, bounded, forgotten and kept over restarts. */
class ViolationFindingsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Violation TAG = on("/shop");

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;

    @TempDir
    Path folder;

    private static Violation on(String route) {
        return new Violation(FetchDirective.SCRIPT_SRC_ELEM, "https://ads.example", route);
    }

    private Path file() {
        return folder.resolve("csp-findings");
    }

    private static List<ViolationFinding> once(Violation violation) {
        return List.of(new ViolationFinding(violation, 1, TODAY, TODAY));
    }

    @Test
    void countsEqualViolationsWithTheirFirstAndLastDay() {
        ViolationFindings findings = ViolationFindings.inMemory(clock);
        findings.add("shop", TAG);
        now = now.plus(Duration.ofDays(3));
        findings.add("shop", TAG);
        findings.add("other", TAG);

        assertEquals(List.of(new ViolationFinding(TAG, 2, TODAY, TODAY.plusDays(3))), findings.of("shop"));
        assertEquals(1, findings.of("other").size());
        assertEquals(List.of(), findings.of("unknown"));
    }

    @Test
    void forgetsThirtyDaysAfterTheLastReport() {
        ViolationFindings findings = ViolationFindings.inMemory(clock);
        findings.add("shop", TAG);
        now = now.plus(Duration.ofDays(ViolationFindings.KEPT_DAYS));
        assertEquals(1, findings.of("shop").size());
        now = now.plus(Duration.ofDays(1));
        assertEquals(List.of(), findings.of("shop"));
    }

    @Test
    void takesManyRoutesOfOneOriginTogether() {
        ViolationFindings findings = ViolationFindings.inMemory(clock);
        for (int i = 0; i < 10_000; i++) {
            findings.add("shop", on("/" + letters(i)));
        }

        List<ViolationFinding> found = findings.of("shop");
        assertEquals(SiteFindings.MAX_ROUTES + 1, found.size());
        assertEquals(on(RoutePattern.ANY), found.get(0).violation());
        assertEquals(10_000 - SiteFindings.MAX_ROUTES, found.get(0).count());
        assertEquals(0, findings.dropped("shop"));
    }

    @Test
    void aFloodOfInventionsDrivesOutNothingThatHappensAgain() {
        ViolationFindings findings = ViolationFindings.inMemory(clock);
        findings.add("shop", TAG);
        findings.add("shop", TAG);
        for (int i = 0; i < 20_000; i++) {
            findings.add("shop", new Violation(FetchDirective.IMG_SRC, "https://" + letters(i) + ".example", "/"));
        }

        assertEquals(SiteFindings.MAX_FINDINGS, findings.of("shop").size());
        assertEquals(TAG, findings.of("shop").get(0).violation());
        assertEquals(20_001 - SiteFindings.MAX_FINDINGS, findings.dropped("shop"));
    }

    @Test
    void keepsThemOverARestartInAFileOfItsOwnerOnly() throws IOException {
        try (ViolationFindings findings = ViolationFindings.in(file(), clock)) {
            findings.add("shop", TAG);
            findings.add("shop", on("*"));
            findings.add("shop", on("*"));
        }

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file()), files.toList());
        }
        try (ViolationFindings again = ViolationFindings.in(file(), clock)) {
            assertEquals(
                    List.of(new ViolationFinding(on("*"), 2, TODAY, TODAY), new ViolationFinding(TAG, 1, TODAY, TODAY)),
                    again.of("shop"));
        }
    }

    @Test
    void writesAtMostOnceAMinuteWhileReportsComeIn() throws IOException {
        ViolationFindings findings = ViolationFindings.in(file(), clock);
        now = now.plus(ViolationFindings.SAVED_AFTER);
        findings.add("shop", TAG);
        String first = Files.readString(file());
        findings.add("shop", on("/late"));
        assertEquals(first, Files.readString(file()));
        now = now.plus(ViolationFindings.SAVED_AFTER);
        findings.add("shop", TAG);
        assertTrue(Files.readString(file()).contains("/late"));
    }

    @Test
    void addsUpWhatSeveralProcessesSaw() {
        try (ViolationFindings one = ViolationFindings.in(file(), clock);
                ViolationFindings other = ViolationFindings.in(file(), clock)) {
            one.add("shop", TAG);
            other.add("shop", TAG);
            one.close();
            other.close();
            one.add("shop", TAG);

            assertEquals(3, one.of("shop").get(0).count());
            assertEquals(3, other.of("shop").get(0).count());
        }
    }

    @Test
    void writesNoFileWithoutAFinding() {
        ViolationFindings.in(file(), clock).close();

        assertFalse(Files.exists(file()));
    }

    @Test
    void takesNothingFromLinesThatAreNone() throws IOException {
        String good = "shop\tscript-src-elem\thttps://ads.example\t/shop\t1\t2026-11-22\t2026-11-22";
        Files.writeString(
                file(),
                String.join(
                        "\n",
                        "consent4j-findings 1",
                        good.replace("script-src-elem", "no-such"),
                        good.replace("ads.example", "ads.example<script>"),
                        good.replace("/shop\t", "/shop?q\t"),
                        good.replace("-22", "-99"),
                        good.replace("\t1\t", "\t99999999999999999999\t"),
                        "\u0000",
                        good,
                        ""));

        assertEquals(once(TAG), ViolationFindings.in(file(), clock).of("shop"));
    }

    @Test
    void goesOnInMemoryWhereTheFileIsOfAnotherVersionAndLeavesItAsItIs() throws IOException {
        Files.writeString(file(), "consent4j-findings 2\nsomething new\n");
        try (ViolationFindings findings = ViolationFindings.in(file(), clock)) {
            findings.add("shop", TAG);

            assertEquals(once(TAG), findings.of("shop"));
        }
        assertEquals("consent4j-findings 2\nsomething new\n", Files.readString(file()));
    }

    @Test
    void goesOnInMemoryWhereNothingCanBeWrittenAndSavesLater() throws IOException {
        Path blocked = folder.resolve("no-folder");
        Files.writeString(blocked, "");
        Path below = blocked.resolve("csp-findings");
        try (ViolationFindings findings = ViolationFindings.in(below, clock)) {
            findings.add("shop", TAG);
            assertEquals(once(TAG), findings.of("shop"));
            Files.delete(blocked);
        }
        assertEquals(once(TAG), ViolationFindings.in(below, clock).of("shop"));
    }

    /** A number in letters. */
    private static String letters(int number) {
        return Integer.toString(number, 10)
                .chars()
                .mapToObj(digit -> String.valueOf((char) (digit - '0' + 'g')))
                .reduce("", String::concat);
    }
}
