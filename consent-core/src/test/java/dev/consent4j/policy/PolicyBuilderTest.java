package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyBuilderTest {

    @Proves("P-10")
    @Test
    void makesANecessaryOnlyOptInPolicyOfNothingButAController() {
        Policy policy = builder().build();
        assertEquals(List.of("necessary"), ids(policy));
        assertTrue(policy.purposes().get(0).required());
        assertEquals(Regimes.STRICT, policy.regimeIn(Jurisdiction.parse("JP")));
        assertEquals(Regimes.STRICT, policy.regimeIn(Jurisdiction.UNKNOWN));
        assertEquals(DntRule.OBJECT, policy.dnt().otherwise());
    }

    @Test
    void addsThePresetCategoriesInUseInTheirOrderBeforeOwnOnes() {
        Policy policy = builder()
                .categories(List.of(category("social"), category("analytics")))
                .purpose(Purpose.builder("ads", "marketing").build())
                .declare(Declaration.cookie("lang", "functional"))
                .build();
        assertEquals(
                List.of("necessary", "functional", "analytics", "marketing", "social"),
                policy.categories().stream().map(Category::id).toList());
        assertEquals(List.of("necessary", "functional", "analytics", "ads", "social"), ids(policy));
        assertEquals(
                Text.of("analytics"), policy.category("analytics").orElseThrow().title());
    }

    @Test
    void countsACategoryThatOnlyAVendorServesAsInUse() {
        Vendor vendor =
                new Vendor("ads", "Ads", "", Transfer.NONE, Map.of(), List.of(), List.of("marketing"), List.of());
        assertTrue(builder().vendor(vendor).build().purpose("marketing").isPresent());
    }

    @Test
    void makesEveryPurposeOfARequiredCategoryRequired() {
        Policy policy = builder()
                .purpose(Purpose.builder("login", "necessary").build())
                .purpose(Purpose.builder("audience", "analytics").build())
                .build();
        assertTrue(policy.purpose("login").orElseThrow().required());
        assertFalse(policy.purpose("audience").orElseThrow().required());
    }

    @Test
    void keepsThePurposeThatIsTheRequiredCategoryItselfBesideOthers() {
        Policy policy = builder()
                .purpose(Purpose.builder("login", "necessary").build())
                .declare(Declaration.cookie("LB", "necessary"))
                .build();
        assertEquals(List.of("necessary", "login"), ids(policy));
    }

    @Test
    void givesNoPurposeToAnOptionalCategoryThatHasSome() {
        Policy policy = builder()
                .purpose(Purpose.builder("audience", "analytics").build())
                .build();
        assertEquals(List.of("necessary", "audience"), ids(policy));
        assertEquals(
                List.of("audience"),
                policy.purposesNamed("analytics").stream().map(Purpose::id).toList());
        assertEquals(
                List.of("audience"),
                policy.purposesNamed("audience").stream().map(Purpose::id).toList());
        assertEquals(List.of(), policy.purposesNamed("ads"));
    }

    @Test
    void startsAgainFromAPolicyWithoutChangingIt() {
        Policy policy = builder()
                .purpose(Purpose.builder("audience", "analytics").build())
                .build();
        assertEquals(policy, policy.toBuilder().build());
        Policy next = policy.toBuilder().version("2").build();
        assertEquals("1", policy.version());
        assertNotEquals(policy, next);
        assertNotEquals(policy.contentHash(), next.contentHash());
        assertEquals(64, policy.contentHash().length());
    }

    @Test
    void isNotChangedByItsBuilderAfterwards() {
        PolicyBuilder builder = builder();
        Policy policy = builder.build();
        String text = policy.canonicalText();
        builder.version("9").declare(Declaration.cookie("x", "functional"));
        assertEquals("1", policy.version());
        assertEquals(text, policy.canonicalText());
    }

    @Test
    void knowsWhatIsStoredOnDevices() {
        Policy policy = builder()
                .declare(Declaration.cookie("x", "analytics"))
                .declare(new Declaration(
                        Technology.SERVER_LOG, "access log", "functional", null, null, "/", null, false, "", Text.NONE))
                .build();
        assertTrue(policy.stores("analytics"));
        assertFalse(policy.stores("functional"));
        assertFalse(policy.stores("marketing"));
    }

    @Test
    void joinsAllNamedRegimesWhereTheJurisdictionIsUnknown() {
        Policy policy = builder()
                .jurisdictions(new ByJurisdiction<>("gdpr", Map.of("US-CA", "ccpa")))
                .build();
        assertEquals(Regimes.CCPA, policy.regimeIn(Jurisdiction.parse("US-CA")));
        assertEquals(Regimes.GDPR, policy.regimeIn(Jurisdiction.parse("US-TX")));
        assertEquals(Regime.join(List.of(Regimes.GDPR, Regimes.CCPA)), policy.regimeIn(Jurisdiction.UNKNOWN));
        assertEquals(
                Model.OPT_IN,
                builder().regime("ccpa").build().regimeIn(Jurisdiction.UNKNOWN).model());
    }

    @Test
    void replacesABuiltInRegimeByAnOwnOneOfThatId() {
        Regime own = new Regime(
                "gdpr",
                Model.OPT_IN,
                Regimes.GDPR.renewAfterRefusal(),
                Regimes.GDPR.renewAfterRefusal(),
                14,
                Set.of(),
                true,
                false,
                false,
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                null);
        Policy policy = builder().regimes(List.of(own)).regime("gdpr").build();
        assertEquals(own, policy.regimeIn(Jurisdiction.parse("DE")));
    }

    @Test
    void hashesWhatIsMaterialForOnePurposeOnly() {
        Policy before = builder()
                .purpose(Purpose.builder("audience", "analytics").build())
                .purpose(Purpose.builder("ads", "marketing").build())
                .build();
        Policy after = before.toBuilder()
                .version("2")
                .purposes(List.of(
                        Purpose.builder("audience", "analytics").build(),
                        Purpose.builder("ads", "marketing").data(List.of("age")).build()))
                .build();
        assertEquals(before.materialHash("audience"), after.materialHash("audience"));
        assertNotEquals(before.materialHash("ads"), after.materialHash("ads"));
        assertEquals(Optional.empty(), before.materialHash("none"));
    }

    @Test
    void refusesToBuildWithEveryProblemInOneException() {
        PolicyBuilder builder = Policy.builder("").regime("gpdr");
        ConfigurationException refused = assertThrows(ConfigurationException.class, builder::build);
        assertEquals(
                List.of("version", "controller.name", "jurisdictions"),
                refused.problems().stream().map(Problem::path).toList());
        assertEquals(builder.problems(), refused.problems());
        assertTrue(refused.getMessage().contains("3 problems"), refused.getMessage());
        assertTrue(refused.getMessage().contains("Did you mean 'gdpr'?"), refused.getMessage());
    }

    private static PolicyBuilder builder() {
        return Policy.builder("1").controller("Example SA", "");
    }

    private static Category category(String id) {
        return new Category(id, Text.of(id), Text.NONE, false);
    }

    private static List<String> ids(Policy policy) {
        return policy.purposes().stream().map(Purpose::id).toList();
    }
}
