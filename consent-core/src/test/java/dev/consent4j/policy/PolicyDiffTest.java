package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyDiffTest {

    private static final Policy FIRST = policy("1", base().build(), "Example SA", List.of("P13M"));

    @Test
    void sameTextInAnotherVersionIsNoChange() {
        assertEquals(List.of(), diff(FIRST.toBuilder().version("2").build()).changes());
        assertEquals(Set.of(), diff(FIRST.toBuilder().version("2").build()).purposesToAsk());
    }

    @Test
    void whatGoesBeyondAGrantIsSaidAndAskedAgain() {
        assertChange(with(base().data(List.of("views", "age"))), ChangeKind.DATA_ADDED, "uses age too");
        assertChange(
                with(base().dataKind(DataKind.SPECIAL)),
                ChangeKind.DATA_ADDED,
                "uses " + DataKind.SPECIAL.id() + " data too");
        assertChange(
                with(base().recipients(List.of("agency", "broker"))),
                ChangeKind.RECIPIENT_ADDED,
                "broker receives data too");
        assertChange(with(base().uses(Set.of(Use.TRACKING, Use.SALE))), ChangeKind.USE_ADDED, "is used for sale too");
        assertChange(
                with(base().retention(life("P2Y"))),
                ChangeKind.RETENTION_LONGER,
                "data is kept longer: P2Y instead of P1Y");
        assertChange(
                with(base().legalBasis(LegalBasis.NOTICE)),
                ChangeKind.LEGAL_BASIS,
                "the legal basis is notice instead of consent");
        assertChange(
                with(base().title(Text.of("Other"))), ChangeKind.WORDING, "title or description says something else");
        assertChange(
                policy("2", base().build(), "Other SA", List.of("P13M")),
                ChangeKind.CONTROLLER,
                "the controller is Other SA instead of Example SA");
        assertChange(
                policy("2", base().build(), "Example SA", List.of("P14M")),
                ChangeKind.LIFETIME_LONGER,
                "cookie _0 stays longer: P14M instead of P13M");
        assertChange(
                policy("2", base().build(), "Example SA", List.of("P13M", "P1D")),
                ChangeKind.ITEM_ADDED,
                "stores cookie _1 for P1D");
    }

    @Test
    void whatStaysWithinAGrantIsSaidAndNotAskedAgain() {
        assertQuiet(with(base().data(List.of())), ChangeKind.DATA_REMOVED, "no longer uses views");
        assertQuiet(with(base().recipients(List.of())), ChangeKind.RECIPIENT_REMOVED, "agency no longer receives data");
        assertQuiet(with(base().uses(Set.of())), ChangeKind.USE_REMOVED, "is no longer used for tracking");
        assertQuiet(
                with(base().retention(life("P1D"))),
                ChangeKind.RETENTION_SHORTER,
                "data is kept for a shorter time: P1D instead of P1Y");
        assertQuiet(
                policy("2", base().build(), "Example SA", List.of("P1D")),
                ChangeKind.LIFETIME_SHORTER,
                "cookie _0 stays for a shorter time: P1D instead of P13M");
        assertQuiet(
                policy("2", base().build(), "Example SA", List.of()),
                ChangeKind.ITEM_REMOVED,
                "no longer stores cookie _0");
    }

    @Test
    void aCopyEditVouchesForWordingAndForNothingElse() {
        Policy edited = with(base().title(Text.of("Other")).data(List.of("views", "age"))).toBuilder()
                .copyEdit(new CopyEdit("Legal", "typing error"))
                .build();

        PolicyDiff diff = diff(edited);

        assertEquals(Set.of("audience"), diff.purposesToAsk());
        assertFalse(ofKind(diff, ChangeKind.WORDING).material());
        assertTrue(ofKind(diff, ChangeKind.DATA_ADDED).material());
    }

    @Test
    void aVendorIsNewToThePolicyAndARecipientToThePurposesItServes() {
        Vendor vendor = new Vendor(
                "stats",
                "Stats Inc",
                "US",
                Transfer.DPF,
                Map.of("default-src", List.of("https://stats.example")),
                List.of(),
                List.of("audience"),
                List.of());
        Policy served = FIRST.toBuilder().version("2").vendor(vendor).build();

        assertEquals(
                List.of("names the vendor Stats Inc", "Stats Inc (US, transfer: dpf) receives data too"),
                diff(served).changes().stream().map(PolicyChange::words).toList());
        assertEquals(Set.of("audience"), diff(served).purposesToAsk());
        assertEquals(Set.of(), PolicyDiff.between(served, FIRST).purposesToAsk());
    }

    @Test
    void purposesComeAndGoAndBecomeNecessary() {
        Purpose ads = Purpose.builder("ads", "marketing").build();
        Policy wider = FIRST.toBuilder().version("2").purpose(ads).build();
        assertEquals(Set.of("ads"), diff(wider).purposesToAsk());
        assertEquals("a new purpose", diff(wider).of("ads").get(0).words());

        PolicyDiff narrower = PolicyDiff.between(wider, FIRST);
        assertEquals(Set.of(), narrower.purposesToAsk());
        assertEquals(ChangeKind.PURPOSE_REMOVED, narrower.of("ads").get(0).kind());

        Policy necessary = with(base().uses(Set.of()).required(true).justification(Text.of("Because")));
        assertEquals(Set.of(), diff(necessary).purposesToAsk());
        assertEquals(Set.of("audience"), PolicyDiff.between(necessary, FIRST).purposesToAsk());
    }

    @Test
    void everyKindHasWordsOfItsOwn() {
        Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
        Set<String> words = new HashSet<>();
        for (ChangeKind kind : ChangeKind.values()) {
            kinds.add(kind);
            words.add(PolicyChange.of(kind, "p", "thing", "old", "new").words());
        }
        assertEquals(kinds.size(), words.size());
    }

    @Test
    void aGrantCountsExactlyWhereTheComparisonFindsNothingMaterial() {
        Random random = new Random(7);
        int asked = 0;
        for (int i = 0; i < 500; i++) {
            Policy older = any("1", random);
            Policy newer = any("2", random);
            PolicyHistory history = PolicyHistory.of(List.of(older, newer));
            boolean changed = history.changed("audience", "1", newer);

            assertEquals(
                    changed, PolicyDiff.between(older, newer).purposesToAsk().contains("audience"));
            assertEquals(
                    history.changed("audience", "2", older),
                    history.steps("2", older).get(0).purposesToAsk().contains("audience"));
            asked += changed ? 1 : 0;
        }
        assertTrue(asked > 50 && asked < 450, "both happened: " + asked);
    }

    @Test
    void stepsPassEveryVersionBetween() {
        Policy second = with(base().data(List.of("views", "age")));
        Policy third = FIRST.toBuilder()
                .version("3")
                .effectiveFrom(LocalDate.of(2026, 3, 1))
                .build();
        PolicyHistory history = PolicyHistory.of(List.of(FIRST, second, third));

        assertEquals(
                List.of("1-2", "2-3"),
                history.steps("1", third).stream()
                        .map(step -> step.older().version() + "-" + step.newer().version())
                        .toList());
        assertEquals(List.of(), history.steps("3", third));
        assertEquals(List.of(), history.steps("unknown", third));
        assertTrue(history.changed("audience", "1", third), "what came and went between was never agreed to");
    }

    private static Policy any(String version, Random random) {
        PurposeBuilder purpose = base().title(Text.of(random.nextInt(4) == 0 ? "Other" : "Audience"))
                .data(random.nextBoolean() ? List.of("views") : List.of("views", "age"))
                .recipients(random.nextInt(3) == 0 ? List.of("agency", "broker") : List.of("agency"))
                .retention(random.nextInt(3) == 0 ? life("P2Y") : life("P1Y"));
        List<String> lives = new ArrayList<>(List.of("P13M"));
        if (random.nextInt(3) == 0) {
            lives.add("P1D");
        }
        PolicyBuilder policy = policy(version, purpose.build(), "Example SA", lives).toBuilder();
        return random.nextInt(3) == 0
                ? policy.copyEdit(new CopyEdit("Legal", "shorter")).build()
                : policy.build();
    }

    private static PolicyDiff diff(Policy newer) {
        return PolicyDiff.between(FIRST, newer);
    }

    private static void assertChange(Policy newer, ChangeKind kind, String words) {
        PolicyChange change = ofKind(diff(newer), kind);
        assertEquals(words, change.words());
        assertTrue(change.material());
        assertEquals(Set.of("audience"), diff(newer).purposesToAsk());
    }

    private static void assertQuiet(Policy newer, ChangeKind kind, String words) {
        PolicyChange change = ofKind(diff(newer), kind);
        assertEquals(words, change.words());
        assertFalse(change.material());
        assertEquals(Set.of(), diff(newer).purposesToAsk());
    }

    private static PolicyChange ofKind(PolicyDiff diff, ChangeKind kind) {
        return diff.changes().stream()
                .filter(change -> change.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError(diff.changes()));
    }

    private static Policy with(PurposeBuilder purpose) {
        return policy("2", purpose.build(), "Example SA", List.of("P13M"));
    }

    private static PurposeBuilder base() {
        return Purpose.builder("audience", "analytics")
                .title(Text.of("Audience"))
                .data(List.of("views"))
                .recipients(List.of("agency"))
                .uses(Set.of(Use.TRACKING))
                .retention(life("P1Y"));
    }

    private static Lifetime life(String iso) {
        return Lifetime.parse(iso).orElseThrow();
    }

    private static Policy policy(String version, Purpose purpose, String controller, List<String> lives) {
        PolicyBuilder builder = Policy.builder(version)
                .controller(controller, "mailto:privacy@example.org")
                .effectiveFrom(LocalDate.of(2026, version.equals("1") ? 1 : 2, 1))
                .purpose(purpose);
        for (int i = 0; i < lives.size(); i++) {
            builder.declare(new Declaration(
                    Technology.COOKIE, "_" + i, "audience", null, null, "/", life(lives.get(i)), false, "", Text.NONE));
        }
        return builder.build();
    }
}
