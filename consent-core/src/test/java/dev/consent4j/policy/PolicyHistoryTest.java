package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PolicyHistoryTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    @Test
    void isUnchangedWhereVersionsSayTheSame() {
        PolicyHistory history = history(purpose -> purpose, declaration -> declaration);
        assertFalse(changed(history));
        assertFalse(history.changed("audience", "1", version(history, "1")));
    }

    @Test
    void isChangedForAVersionOrPurposeTheHistoryLacks() {
        PolicyHistory history = history(purpose -> purpose, declaration -> declaration);
        assertTrue(history.changed("audience", "0", version(history, "2")));
        assertTrue(history.changed("ads", "1", version(history, "2")));
        assertTrue(history.changed(
                "audience", "1", version(history, "2").toBuilder().version("3").build()));
    }

    @Test
    void isChangedByWhatGoesBeyondWhatWasGranted() {
        assertTrue(changed(with(base().title(Text.of("Other")))));
        assertTrue(changed(with(base().description(Text.of("Other")))));
        assertTrue(changed(with(base().legalBasis(LegalBasis.NOTICE))));
        assertTrue(changed(with(base().legalBasis(LegalBasis.CONSENT, Map.of("US", LegalBasis.NOTICE)))));
        assertTrue(changed(with(base().dataKind(DataKind.SPECIAL))));
        assertTrue(changed(with(base().data(List.of("views", "clicks", "age")))));
        assertTrue(changed(with(base().dataSource("a panel"))));
        assertTrue(changed(with(base().recipients(List.of("agency", "broker", "other")))));
        assertTrue(changed(with(base().uses(Set.of(Use.TRACKING, Use.SALE, Use.SHARING)))));
        assertTrue(changed(with(base().retention(life("P14M")))));
        assertTrue(changed(with(base().retention(null))));
        assertTrue(changed(with(base().aggregateOnly(false))));
    }

    @Test
    void isNotChangedByWhatStaysWithinWhatWasGranted() {
        assertFalse(changed(with(base().data(List.of("clicks")))));
        assertFalse(changed(with(base().recipients(List.of("agency")))));
        assertFalse(changed(with(base().uses(Set.of(Use.SALE)))));
        assertFalse(changed(with(base().retention(life("P1D")))));
        assertFalse(changed(with(base().justification(Text.of("Because")))));
    }

    @Test
    void isChangedByALongerLivingOrAdditionalItem() {
        assertTrue(changed(history(p -> p, item -> item.maxAge(life("P14M")))));
        assertTrue(changed(history(p -> p, item -> item.name("_other"))));
        assertTrue(changed(history(p -> p, item -> item.domain("example.org"))));
        assertFalse(changed(history(p -> p, item -> item.maxAge(life("P1D")))));
        assertFalse(changed(history(p -> p, item -> item.maxAge(null))));
        assertFalse(changed(history(
                p -> p,
                item -> item.technology(Technology.LOCAL_STORAGE),
                item -> item.technology(Technology.LOCAL_STORAGE))));
        assertTrue(changed(history(p -> p, item -> item, item -> item.technology(Technology.LOCAL_STORAGE))));
        assertTrue(
                changed(history(
                        p -> p,
                        item -> item.technology(Technology.LOCAL_STORAGE),
                        item -> item.technology(Technology.LOCAL_STORAGE).maxAge(null))),
                "storage without a stated life lives longest");
    }

    @Proves("FR-2")
    @Test
    void isChangedByAVendorThatJoinsOrMovesAndNotByOneThatLeaves() {
        Vendor one = vendor("one", "DE", Transfer.NONE);
        Vendor other = vendor("two", "US", Transfer.DPF);
        assertTrue(changed(vendors(List.of(one), List.of(one, other))));
        assertFalse(changed(vendors(List.of(one, other), List.of(one))));
        assertTrue(changed(vendors(List.of(one), List.of(vendor("one", "US", Transfer.NONE)))));
        assertTrue(changed(vendors(List.of(other), List.of(vendor("two", "US", Transfer.SCC)))));
    }

    @Test
    void isChangedByAVendorOnlyForThePurposesItServes() {
        Vendor elsewhere =
                new Vendor("two", "Two", "US", Transfer.NONE, Map.of(), List.of(), List.of("functional"), List.of());
        assertFalse(changed(vendors(List.of(), List.of(elsewhere))));
    }

    @Test
    void isChangedByAnotherController() {
        Policy first = policy(base().build(), new Item());
        Policy second = next(first.toBuilder().controller("Other SA", "")).build();
        assertTrue(changed(PolicyHistory.of(List.of(first, second))));
        Policy sameName = next(first.toBuilder().controller("Example SA", "mailto:new@example.org"))
                .build();
        assertFalse(changed(PolicyHistory.of(List.of(first, sameName))));
    }

    @Test
    void isNotChangedByWordsThatAreDeclaredACopyEdit() {
        Policy first = policy(base().build(), new Item());
        PolicyBuilder second = next(policy(base().title(Text.of("Other")).build(), new Item()).toBuilder())
                .copyEdit(new CopyEdit("A. Lawyer", "A comma."));
        assertFalse(changed(PolicyHistory.of(List.of(first, second.build()))));
        PolicyBuilder more =
                next(policy(base().title(Text.of("Other")).dataSource("a panel").build(), new Item()).toBuilder())
                        .copyEdit(new CopyEdit("A. Lawyer", "A comma."));
        assertTrue(changed(PolicyHistory.of(List.of(first, more.build()))));
    }

    @Test
    void isChangedByAnythingInBetweenEvenIfItWasTakenBack() {
        Policy first = policy(base().build(), new Item());
        Policy second = next(policy(base().dataSource("a panel").build(), new Item()).toBuilder())
                .build();
        Policy third =
                first.toBuilder().version("3").effectiveFrom(FIRST.plusYears(2)).build();
        PolicyHistory history = PolicyHistory.of(List.of(third, first, second));
        assertTrue(history.changed("audience", "1", third));
        assertFalse(history.changed("audience", "2", third), "the third asks for less than the second");
    }

    @Test
    void measuresAGrantUnderANewerVersionAgainstTheOlderOneInForce() {
        Policy older = policy(base().data(List.of("views", "clicks", "age")).build(), new Item());
        Policy newer = next(policy(base().build(), new Item()).toBuilder()).build();
        PolicyHistory history = PolicyHistory.of(List.of(older, newer));
        assertFalse(history.changed("audience", "1", newer));
        assertTrue(history.changed("audience", "2", older));
    }

    @Test
    void hasInForceTheNewestVersionWhoseDayHasComeForTheAudience() {
        Policy first = named("1", FIRST, Map.of());
        Policy second = named("2", FIRST.plusDays(10), Map.of("EU", FIRST.plusDays(20)));
        PolicyHistory history = PolicyHistory.of(List.of(second, first));
        assertEquals(List.of(first, second), history.versions());
        assertEquals(first, history.current(Jurisdiction.parse("US"), FIRST.plusDays(9)));
        assertEquals(second, history.current(Jurisdiction.parse("US"), FIRST.plusDays(10)));
        assertEquals(first, history.current(Jurisdiction.parse("DE"), FIRST.plusDays(19)));
        assertEquals(second, history.current(Jurisdiction.parse("DE"), FIRST.plusDays(20)));
        assertEquals(second, history.current(Jurisdiction.UNKNOWN, FIRST.plusDays(10)));
        assertEquals(first, history.current(Jurisdiction.UNKNOWN, FIRST.minusYears(9)));
        assertEquals(Optional.of(second), history.find("2"));
        assertEquals(Optional.empty(), history.find("3"));
    }

    @Test
    void givesTheCookiesOfEveryVersionInForceSinceADay() {
        Policy first = cookies("1", FIRST, "a", "b");
        Policy second = cookies("2", FIRST.plusDays(10), "b", "c");
        Policy third = cookies("3", FIRST.plusDays(20), "d");
        PolicyHistory history = PolicyHistory.of(List.of(first, second, third));
        assertEquals(List.of("d", "b", "c", "a"), cookiesSince(history, FIRST.plusDays(9)));
        assertEquals(List.of("d", "b", "c"), cookiesSince(history, FIRST.plusDays(11)));
        assertEquals(List.of("d"), cookiesSince(history, FIRST.plusDays(21)));
        assertEquals(Set.of("necessary", "functional"), history.purposeIds());
    }

    @Test
    void refusesAHistoryWithoutVersionsOrWithOneTwice() {
        assertEquals(List.of("policies"), refused(List.of()));
        assertEquals(
                List.of("policies[1]"), refused(List.of(named("1", FIRST, Map.of()), named("1", FIRST, Map.of()))));
    }

    @Test
    void refusesAnIdThatIsUsedAgainAfterItWasRetiredOrLeftOut() {
        Policy with = policy(base().build(), new Item()).toBuilder()
                .vendors(List.of(vendor("one", "DE", Transfer.NONE)))
                .build();
        Policy without = named("2", FIRST.plusYears(1), Map.of());
        Policy again =
                with.toBuilder().version("3").effectiveFrom(FIRST.plusYears(2)).build();
        assertEquals(List.of("policies[3]", "policies[3]"), refused(List.of(with, without, again)));
        Policy retired = without.toBuilder()
                .retiredPurposes(Set.of("audience"))
                .retiredVendors(Set.of("one"))
                .build();
        assertEquals(List.of("policies[3]", "policies[3]"), refused(List.of(retired, again)));
    }

    @Test
    void letsACategoryWithoutPurposesComeAndGo() {
        PolicyHistory history = PolicyHistory.of(List.of(
                cookies("1", FIRST, "a"),
                named("2", FIRST.plusDays(1), Map.of()),
                cookies("3", FIRST.plusDays(2), "a")));
        assertEquals(3, history.versions().size());
    }

    @Test
    void refusesTwoPurposesOfOneTagAcrossVersions() {
        String[] pair = sharingATag();
        Policy first = named("1", FIRST, Map.of()).toBuilder()
                .purposes(List.of(Purpose.builder(pair[0], "analytics").build()))
                .build();
        Policy second = named("2", FIRST.plusDays(1), Map.of()).toBuilder()
                .purposes(List.of(Purpose.builder(pair[1], "analytics").build()))
                .build();
        assertEquals(List.of("policies[2]"), refused(List.of(first, second)));
    }

    static String[] sharingATag() {
        Map<Integer, String> seen = new HashMap<>();
        for (int i = 0; ; i++) {
            String other = seen.putIfAbsent(PurposeTag.of("p" + i), "p" + i);
            if (other != null) {
                return new String[] {other, "p" + i};
            }
        }
    }

    private static List<String> refused(List<Policy> versions) {
        return assertThrows(ConfigurationException.class, () -> PolicyHistory.of(versions)).problems().stream()
                .map(Problem::path)
                .toList();
    }

    private static List<String> cookiesSince(PolicyHistory history, LocalDate day) {
        return history.cookiesSince(day).stream().map(Declaration::name).toList();
    }

    private static Policy named(String version, LocalDate from, Map<String, LocalDate> exceptions) {
        return Policy.builder(version)
                .controller("Example SA", "")
                .effectiveFrom(new ByJurisdiction<>(from, exceptions))
                .build();
    }

    private static Policy cookies(String version, LocalDate from, String... names) {
        PolicyBuilder builder = named(version, from, Map.of()).toBuilder();
        for (String name : names) {
            builder.declare(Declaration.cookie(name, "functional"));
        }
        return builder.build();
    }

    private static boolean changed(PolicyHistory history) {
        return history.changed("audience", "1", version(history, "2"));
    }

    private static Policy version(PolicyHistory history, String version) {
        return history.find(version).orElseThrow();
    }

    private static PurposeBuilder base() {
        return Purpose.builder("audience", "analytics")
                .title(Text.of("Audience"))
                .data(List.of("views", "clicks"))
                .recipients(List.of("agency", "broker"))
                .uses(Set.of(Use.TRACKING, Use.SALE))
                .retention(life("P13M"))
                .aggregateOnly(true);
    }

    private static Lifetime life(String iso) {
        return Lifetime.parse(iso).orElseThrow();
    }

    private static Vendor vendor(String id, String country, Transfer transfer) {
        return new Vendor(id, id, country, transfer, Map.of(), List.of(), List.of("audience"), List.of("views"));
    }

    private static PolicyHistory vendors(List<Vendor> before, List<Vendor> after) {
        Policy first =
                policy(base().build(), new Item()).toBuilder().vendors(before).build();
        return PolicyHistory.of(
                List.of(first, next(first.toBuilder().vendors(after)).build()));
    }

    private static PolicyHistory with(PurposeBuilder changed) {
        return history(purpose -> changed.build(), item -> item);
    }

    private static PolicyHistory history(UnaryOperator<Purpose> purpose, UnaryOperator<Item> item) {
        return history(purpose, unchanged -> unchanged, item);
    }

    private static PolicyHistory history(
            UnaryOperator<Purpose> purpose, UnaryOperator<Item> before, UnaryOperator<Item> after) {
        Policy first = policy(base().build(), before.apply(new Item()));
        Policy second = policy(purpose.apply(base().build()), after.apply(new Item()));
        return PolicyHistory.of(List.of(first, next(second.toBuilder()).build()));
    }

    private static PolicyBuilder next(PolicyBuilder builder) {
        return builder.version("2").effectiveFrom(FIRST.plusYears(1));
    }

    private static Policy policy(Purpose purpose, Item item) {
        return Policy.builder("1")
                .controller("Example SA", "")
                .effectiveFrom(FIRST)
                .purpose(purpose)
                .declare(item.declaration())
                .build();
    }

    /** A declared item in the making. */
    private static final class Item {
        private Technology technology = Technology.COOKIE;
        private String name = "_ga";
        private String domain = "";
        private Lifetime maxAge = life("P13M");

        Item technology(Technology value) {
            technology = value;
            return this;
        }

        Item name(String value) {
            name = value;
            return this;
        }

        Item domain(String value) {
            domain = value;
            return this;
        }

        Item maxAge(Lifetime value) {
            maxAge = value;
            return this;
        }

        Declaration declaration() {
            return new Declaration(
                    technology,
                    name,
                    "audience",
                    null,
                    domain.isEmpty() ? null : domain,
                    "/",
                    maxAge,
                    false,
                    "",
                    Text.NONE);
        }
    }
}
