package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegimesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Policy WORLD = Policy.builder("1")
            .controller("Example SA", "mailto:privacy@example.org")
            .jurisdictions(Regimes.WORLD)
            .build();

    @Proves({"EU-7", "CA-9", "QC-3"})
    @ParameterizedTest
    @CsvSource({
        "BE,13", "EE,13", "FI,13", "LV,13", "MT,13", "PT,13", "SE,13", "IS,13", "NO,13", "GB,13", "AT,14", "BG,14",
                "CY,14",
        "IT,14", "LT,14", "ES,14", "CZ,15", "DK,15", "FR,15", "GR,15", "SI,15", "HR,16", "DE,16", "HU,16", "IE,16",
                "LU,16",
        "NL,16", "PL,16", "RO,16", "SK,16", "LI,16", "CA-QC,14", "US-CA,16", "US-VA,13", "JP,16"
    })
    void knowsTheAgeBelowWhichAGuardianActs(String place, int age) {
        assertEquals(age, WORLD.regimeIn(Jurisdiction.parse(place), TODAY).minimumAge());
    }

    @Proves("EU-7")
    @ParameterizedTest
    @CsvSource({
        "DK,2023-12-31,13",
        "DK,2024-01-01,15",
    })
    void anAgeChangesOnItsDay(String place, LocalDate day, int age) {
        assertEquals(age, WORLD.regimeIn(Jurisdiction.parse(place), day).minimumAge());
    }

    @Proves("UK-1")
    @Test
    void theUnitedKingdomKnowsExemptionsSinceTheyAreInForce() {
        Jurisdiction britain = Jurisdiction.parse("GB");
        assertEquals(Set.of(), WORLD.regimeIn(britain, LocalDate.of(2026, 2, 4)).exemptions());
        assertEquals(
                Set.of("audience-measurement", "appearance", "emergency"),
                WORLD.regimeIn(britain, LocalDate.of(2026, 2, 5)).exemptions());
    }

    @Proves({"CA-1", "CA-3"})
    @Test
    void californiaShowsThatASignalWasProcessedSince2026() {
        Jurisdiction california = Jurisdiction.parse("US-CA");
        assertFalse(WORLD.regimeIn(california, LocalDate.of(2025, 12, 31)).showSignal());
        assertTrue(WORLD.regimeIn(california, LocalDate.of(2026, 1, 1)).showSignal());
        assertTrue(WORLD.regimeIn(california, TODAY).twoStepOptIn());
        assertTrue(WORLD.regimeIn(california, TODAY).links().contains("do-not-sell-or-share"));
    }

    @Proves("US-1")
    @ParameterizedTest
    @CsvSource({
        "US-CO,2024-07-01", "US-CT,2025-01-01", "US-TX,2025-01-01", "US-NE,2025-01-01", "US-MT,2025-01-01",
        "US-NH,2025-01-01", "US-NJ,2025-07-15", "US-MN,2025-07-31", "US-MD,2025-10-01", "US-DE,2026-01-01",
        "US-OR,2026-01-01", "US-LA,2027-01-01"
    })
    void theSourceOfTheDutyToHonourASignalIsNamedFromItsDayAndSignalsStopSalesBeforeToo(String state, LocalDate since) {
        Regime before = WORLD.regimeIn(Jurisdiction.parse(state), since.minusDays(1));
        Regime after = WORLD.regimeIn(Jurisdiction.parse(state), since);
        assertFalse(before.law().stream().anyMatch(law -> law.contains("signal")), before::toString);
        assertTrue(after.law().stream().anyMatch(law -> law.contains("signal")), after::toString);
        assertTrue(before.gpcStops().containsAll(Regime.GPC_USES));
    }

    @Test
    void everyRegimeNamesItsSourceAndTheDayOfItsNextReview() {
        for (String id : Regimes.ids()) {
            Regime regime = Regimes.find(id, TODAY).orElseThrow();
            assertFalse(regime.law().isEmpty(), id);
            assertTrue(regime.reviewBy() != null && regime.reviewBy().isAfter(TODAY), id);
            assertEquals(id, regime.id());
        }
    }

    @Test
    void whereNothingIsKnownTheJoinOfAllHolds() {
        Regime joined = WORLD.regimeIn(Jurisdiction.UNKNOWN, TODAY);
        assertEquals(Model.OPT_IN, joined.model());
        assertEquals(16, joined.minimumAge());
        assertTrue(joined.twoStepOptIn() && joined.dntObjects() && joined.showSignal());
        assertTrue(joined.exemptions().isEmpty());
        assertEquals("strict", WORLD.regimeIn(Jurisdiction.parse("JP"), TODAY).id());
        assertEquals("us", WORLD.regimeIn(Jurisdiction.parse("US-VA"), TODAY).id());
    }

    @Test
    void aSiteOverridesABuiltInRegimeOnEveryDay() {
        Regime own = new Regime(
                "ccpa",
                Model.OPT_IN,
                Regimes.GDPR.renewAfter(),
                Regimes.GDPR.renewAfter(),
                18,
                Regime.GPC_USES,
                true,
                true,
                true,
                Set.of(),
                Set.of(),
                Set.of(),
                Regimes.GDPR.law(),
                null);
        Policy policy = Policy.builder("1")
                .controller("Example SA", "")
                .jurisdictions(new ByJurisdiction<>("strict", Map.of("US-CA", "ccpa")))
                .regimes(List.of(own))
                .build();
        assertEquals(own, policy.regimeIn(Jurisdiction.parse("US-CA"), LocalDate.of(2020, 1, 1)));
        assertEquals(
                18,
                policy.regimeIn(Jurisdiction.UNKNOWN, LocalDate.of(2020, 1, 1)).minimumAge());
    }
}
