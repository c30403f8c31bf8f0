package dev.consent4j.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsEndedTest {

    private static final LocalDate FROM = LocalDate.of(2026, 11, 10);
    private static final LocalDate TO = LocalDate.of(2026, 11, 20);

    private static final GrantsEnded ENDED = new GrantsEnded(
            List.of(new GrantsEnded.OfSubject(Decisions.SUBJECT, 3)),
            List.of(new GrantsEnded.OfVersion("2026-11", FROM, TO)));

    @Test
    void coversASubjectsActsUpToTheLastEnded() {
        LocalDate before = FROM.minusYears(1);

        assertTrue(ENDED.covers(Decisions.SUBJECT, act(3, before, "2025-01")));
        assertFalse(ENDED.covers(Decisions.SUBJECT, act(4, before, "2025-01")));
        assertFalse(ENDED.covers(new SubjectId("AAAAAAAAAAAAAAAAAAAAAA"), act(3, before, "2025-01")));
        assertFalse(ENDED.covers(null, act(3, before, "2025-01")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-09, 2026-11, false",
        "2026-11-10, 2026-11, true",
        "2026-11-20, 2026-11, true",
        "2026-11-21, 2026-11, false",
        "2026-11-15, 2026-10, false"
    })
    void coversAVersionFromTheFirstDayToTheLast(LocalDate day, String version, boolean covered) {
        assertEquals(covered, ENDED.covers(null, act(9, day, version)));
    }

    @Test
    void nothingIsEndedByDefault() {
        assertFalse(GrantsEnded.NONE.covers(Decisions.SUBJECT, act(1, FROM, "2026-11")));
    }

    private static Act act(int number, LocalDate day, String version) {
        return new Act(number, day, day.plusMonths(6), version, "gdpr");
    }
}
