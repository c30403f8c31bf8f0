package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RegimeTest {

    @Test
    void joinsWhatEachRegimeDemands() {
        Regime joined = Regime.join(List.of(Regimes.GDPR, Regimes.CCPA));
        assertEquals(Regime.JOINED, joined.id());
        assertEquals(Model.OPT_IN, joined.model());
        assertEquals(Period.ofMonths(6), joined.renewAfter());
        assertEquals(Period.ofMonths(12), joined.renewAfterRefusal());
        assertTrue(joined.twoStepOptIn());
        assertEquals(Period.ofYears(3), joined.retention());
        assertTrue(joined.showSignal());
        assertTrue(joined.dntObjects());
        assertEquals(Set.of("choices", "do-not-sell-or-share", "limit-sensitive-data"), joined.links());
        assertEquals(Set.of(DataKind.SPECIAL), joined.asksFor());
        assertTrue(joined.law().containsAll(Regimes.CCPA.law()));
    }

    @Test
    void joinsLawlessRegimesToOptInWithEverySignalHonoured() {
        Regime none = regime(Model.NONE, Period.ofDays(1), Period.ZERO, 0, Set.of(), Set.of(), false);
        Regime joined = Regime.join(List.of(none));
        assertEquals(Model.OPT_IN, joined.model());
        assertEquals(Regime.GPC_USES, joined.gpcStops());
        assertTrue(joined.dntObjects());
    }

    @Proves("EU-14")
    @Test
    void noRegimeKeepsEntriesShorterThanItsAnswersAreValidNorWithoutEnd() {
        for (Regime regime : Regimes.builtIn().values()) {
            assertTrue(regime.retention().toTotalMonths() >= regime.renewAfter().toTotalMonths());
            assertTrue(regime.retention().toTotalMonths() <= 120);
        }
        Regime valid10Years = regime(Model.OPT_IN, Period.ofYears(10), Period.ZERO, 0, Set.of(), Set.of(), false);
        assertEquals(Period.ofYears(10), valid10Years.retention());
    }

    @Test
    void comparesMonthsWithDays() {
        Regime months = regime(Model.OPT_IN, Period.ofMonths(12), Period.ofMonths(6), 0, Set.of(), Set.of(), false);
        Regime days = regime(Model.OPT_IN, Period.ofDays(364), Period.ofDays(181), 0, Set.of(), Set.of(), false);
        assertEquals(Period.ofDays(364), Regime.join(List.of(months, days)).renewAfter());
        assertEquals(Period.ofMonths(6), Regime.join(List.of(months, days)).renewAfterRefusal());
    }

    @Test
    void knowsAnExemptionOnlyWhereAllDo() {
        Regime one = regime(Model.OPT_IN, Period.ofDays(1), Period.ZERO, 0, Set.of(), Set.of("a", "b"), false);
        Regime other = regime(Model.OPT_IN, Period.ofDays(1), Period.ZERO, 0, Set.of(), Set.of("b", "c"), false);
        assertEquals(Set.of("b"), Regime.join(List.of(one, other)).exemptions());
    }

    @Property
    void isNeverWeakerThanAnyOfTheJoined(@ForAll("regimes") List<Regime> regimes) {
        Regime joined = Regime.join(regimes);
        for (Regime each : regimes) {
            assertTrue(joined.minimumAge() >= each.minimumAge());
            assertTrue(joined.gpcStops().containsAll(each.gpcStops()));
            assertTrue(joined.asksFor().containsAll(each.asksFor()));
            assertTrue(each.exemptions().containsAll(joined.exemptions()));
            assertTrue(joined.links().containsAll(each.links()));
            assertTrue(Lifetime.seconds(joined.renewAfter()) <= Lifetime.seconds(each.renewAfter()));
            assertTrue(Lifetime.seconds(joined.renewAfterRefusal()) >= Lifetime.seconds(each.renewAfterRefusal()));
            assertFalse(each.twoStepOptIn() && !joined.twoStepOptIn());
        }
    }

    @Property
    void isTheSameInAnyOrderButForTheOrderOfItsLaw(@ForAll("regimes") List<Regime> regimes) {
        List<Regime> reversed = new ArrayList<>(regimes);
        Collections.reverse(reversed);
        Regime one = Regime.join(regimes);
        Regime other = Regime.join(reversed);
        assertEquals(one.gpcStops(), other.gpcStops());
        assertEquals(one.exemptions(), other.exemptions());
        assertEquals(one.minimumAge(), other.minimumAge());
        assertEquals(Lifetime.seconds(one.renewAfter()), Lifetime.seconds(other.renewAfter()));
    }

    @Provide
    Arbitrary<List<Regime>> regimes() {
        Arbitrary<Period> periods = Combinators.combine(
                        Arbitraries.integers().between(0, 24),
                        Arbitraries.integers().between(0, 40))
                .as((months, days) -> Period.of(0, months, days));
        return Combinators.combine(
                        Arbitraries.of(Model.class),
                        periods,
                        periods,
                        Arbitraries.integers().between(0, 21),
                        Arbitraries.of(Use.class).set(),
                        Arbitraries.of("a", "b", "c").set(),
                        Arbitraries.of(true, false))
                .as(RegimeTest::regime)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static Regime regime(
            Model model, Period life, Period wait, int age, Set<Use> stops, Set<String> exemptions, boolean twoSteps) {
        return new Regime(
                "r",
                model,
                life,
                wait,
                age,
                stops,
                false,
                twoSteps,
                false,
                Set.of(),
                exemptions,
                exemptions,
                List.of(),
                null);
    }
}
