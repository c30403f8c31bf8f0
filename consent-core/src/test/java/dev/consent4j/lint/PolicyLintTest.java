package dev.consent4j.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Channel;
import dev.consent4j.policy.CopyEdit;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Exemption;
import dev.consent4j.policy.Kept;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Practices;
import dev.consent4j.policy.PracticesBuilder;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.PurposeBuilder;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Right;
import dev.consent4j.policy.StatedSignals;
import dev.consent4j.policy.Taking;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Tie;
import dev.consent4j.policy.Topic;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyLintTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** For each rule the smallest change to a clean policy that breaks it; rules that need more have tests of their own. */
    private static final Map<LintRule, UnaryOperator<PolicyBuilder>> MISTAKES = mistakes();

    private static final Regime OPT_OUT_WITHOUT_LINK = regime("us-plain", Model.OPT_OUT, 12);
    private static final Regime OPT_IN_FOR_YEARS = regime("lazy", Model.OPT_IN, 24);

    private static Map<LintRule, UnaryOperator<PolicyBuilder>> mistakes() {
        Map<LintRule, UnaryOperator<PolicyBuilder>> mistakes = new EnumMap<>(LintRule.class);
        mistakes.put(LintRule.MISSING_CONTACT, policy -> policy.controller("Example SA", ""));
        mistakes.put(LintRule.UNTRANSLATED, policy -> policy.languages(List.of("en", "fr")));
        mistakes.put(LintRule.PURPOSE_WITHOUT_RETENTION, with(audience().retention(null)));
        mistakes.put(LintRule.INTEREST_FOR_STORAGE, with(audience().legalBasis(LegalBasis.LEGITIMATE_INTEREST)));
        mistakes.put(
                LintRule.AUTOMATED_BASIS,
                policy -> policy.purpose(Purpose.builder("scores", "functional")
                        .title(Text.of("Scores"))
                        .description(Text.of("Scores"))
                        .legalBasis(LegalBasis.LEGITIMATE_INTEREST)
                        .retention(Lifetime.parse("P1Y").orElseThrow())
                        .automatedDecisions(Text.of("Who may pay later."))
                        .build()));
        mistakes.put(LintRule.OPT_OUT_WHERE_OPT_IN, with(audience().legalBasis(LegalBasis.OPT_OUT)));
        mistakes.put(
                LintRule.EXEMPTION_NOT_MET,
                with(audience()
                        .legalBasis(LegalBasis.EXEMPT)
                        .exemption(new Exemption("audience-measurement", true, true, true, false))));
        mistakes.put(LintRule.CHILD_RULES, with(audience().uses(Set.of(Use.PROFILING))));
        mistakes.put(LintRule.VENDOR_WITHOUT_PURPOSE, with(vendor("DE", Transfer.NONE)));
        mistakes.put(LintRule.VENDOR_WITHOUT_COUNTRY, with(vendor("", Transfer.NONE, "audience")));
        mistakes.put(LintRule.TRANSFER_WITHOUT_MECHANISM, with(vendor("US", Transfer.NONE, "audience")));
        mistakes.put(LintRule.TRANSFER_INVALID, with(vendor("US", Transfer.PRIVACY_SHIELD, "audience")));
        mistakes.put(
                LintRule.GPC_NOT_EFFECTIVE,
                policy -> policy.vendors(List.of(new Vendor(
                        "meter",
                        "Meter",
                        "DE",
                        Transfer.NONE,
                        Map.of(),
                        List.of("https://opt-out.example/"),
                        List.of("audience"),
                        List.of()))));
        mistakes.put(LintRule.DNT_IGNORED, policy -> policy.dnt(ByJurisdiction.everywhere(DntRule.IGNORE)));
        mistakes.put(LintRule.OPTIONAL_IN_NECESSARY, with(Declaration.cookie("_ga", "necessary")));
        mistakes.put(LintRule.SET_BEFORE_CONSENT, with(cookie("P30D", "consent")));
        mistakes.put(LintRule.LIFETIME_TOO_LONG, with(cookie("P2Y", "")));
        practices(mistakes, LintRule.NO_REJECT_ON_FIRST_LAYER, facts -> facts.silentOn(Set.of(Topic.REFUSAL)));
        practices(mistakes, LintRule.MISSING_WITHDRAWAL, facts -> facts.silentOn(Set.of(Topic.WITHDRAWAL)));
        practices(mistakes, LintRule.MISSING_REGIME, facts -> facts.silentOn(Set.of(Topic.REGIMES)));
        practices(mistakes, LintRule.MISSING_EFFECTIVE_DATE, facts -> facts.silentOn(Set.of(Topic.EFFECTIVE_DATE)));
        practices(mistakes, LintRule.MISSING_COOKIE_TABLE, facts -> facts.silentOn(Set.of(Topic.COOKIES)));
        practices(mistakes, LintRule.MISSING_DNT_STATEMENT, facts -> facts.silentOn(Set.of(Topic.DNT)));
        practices(mistakes, LintRule.UNNAMED_VENDOR, facts -> facts.silentOn(Set.of(Topic.VENDORS)));
        practices(mistakes, LintRule.ON_BY_DEFAULT, facts -> facts.onByDefault(List.of("notifications")));
        practices(mistakes, LintRule.AGREEMENT_BY_USE, facts -> facts.agreement(Set.of(Taking.USE)));
        practices(mistakes, LintRule.BINDING_BY_USE, facts -> facts.newVersions(Set.of(Taking.CONTINUED_USE)));
        practices(mistakes, LintRule.TRANSFER_BY_USE, facts -> facts.transfers(Set.of(Taking.USE)));
        practices(mistakes, LintRule.SENSITIVE_BY_USE, facts -> facts.sensitive(Set.of(Taking.SILENCE)));
        practices(mistakes, LintRule.COOKIE_WALL, facts -> facts.neededForUse(List.of("cookies")));
        practices(mistakes, LintRule.TIED_PURPOSES, facts -> facts.ties(List.of(new Tie("pixels", "mail"))));
        practices(mistakes, LintRule.BLANKET_INTEREST, facts -> facts.blanketInterest(true));
        practices(mistakes, LintRule.KEPT_FOR_EVER, facts -> facts.kept(List.of(new Kept("accounts", null, ""))));
        practices(mistakes, LintRule.MISSING_RIGHTS, facts -> facts.rights(Set.of(Right.ACCESS)));
        practices(mistakes, LintRule.RIGHTS_DEADLINE, facts -> facts.deadlines(Map.of(Right.ACCESS, life("P45D"))));
        practices(mistakes, LintRule.IDENTITY_CHECK, facts -> facts.identityChecks(Set.of(Right.OBJECTION)));
        practices(
                mistakes,
                LintRule.CHANNEL_WITHOUT_OPT_OUT,
                facts -> facts.channels(List.of(new Channel("phone", "", List.of()))));
        practices(mistakes, LintRule.GPC_IGNORED, facts -> facts.signals(new StatedSignals(true, false, false)));
        mistakes.put(
                LintRule.SIGNAL_REASON_CONTRADICTED,
                policy -> policy.purposes(
                                List.of(audience().uses(Set.of(Use.TRACKING)).build()))
                        .practices(facts().signals(new StatedSignals(false, false, true))
                                .build()));
        mistakes.put(
                LintRule.WEAKER_JURISDICTION,
                policy -> policy.jurisdictions(new ByJurisdiction<>("strict", Map.of("US-CA", "ccpa")))
                        .practices(facts().oneStandard(true).build()));
        return mistakes;
    }

    static Stream<LintRule> rulesWithAMistake() {
        return MISTAKES.keySet().stream();
    }

    @Test
    void aCleanPolicyHasNoFinding() {
        assertEquals(List.of(), lint(clean()).findings());
    }

    @Proves({"EU-4", "EU-6", "EU-11", "EU-14", "UK-3", "DPF-1", "COPPA-2"})
    @ParameterizedTest
    @MethodSource("rulesWithAMistake")
    void findsExactlyTheMistakeThatWasMade(LintRule rule) {
        LintReport report = lint(MISTAKES.get(rule).apply(clean()));
        assertEquals(Set.of(rule), report.rules(), report::toString);
    }

    @Test
    void everyRuleIsTestedHere() {
        Set<LintRule> tested = EnumSet.copyOf(MISTAKES.keySet());
        tested.addAll(Set.of(
                LintRule.COOKIE_TABLE_OUT_OF_DATE,
                LintRule.NOTICE_TOO_SHORT,
                LintRule.REGIME_REVIEW_OVERDUE,
                LintRule.RENEWAL_TOO_LONG,
                LintRule.SALE_WITHOUT_OPT_OUT));
        assertEquals(EnumSet.allOf(LintRule.class), tested);
    }

    @Test
    void namesACookieThatWasSeenAndIsNotDeclared() {
        LintReport report =
                PolicyLint.check(PolicyHistory.of(clean().build()), TODAY, Set.of("JSESSIONID", "meter", "surprise"));
        assertEquals(1, report.findings().size());
        assertEquals(LintRule.COOKIE_TABLE_OUT_OF_DATE, report.findings().get(0).rule());
        assertTrue(report.findings().get(0).message().contains("'surprise'"));
    }

    @Test
    void aRegimeWhoseReviewIsOverdueIsNamed() {
        LintReport report = PolicyLint.check(PolicyHistory.of(clean().build()), LocalDate.of(2030, 1, 1));
        assertEquals(Set.of(LintRule.REGIME_REVIEW_OVERDUE), report.rules());
    }

    @Proves({"CA-1", "CA-4"})
    @Test
    void sellingInTheUnitedStatesNeedsALinkToOptOutAndGrantsUnderOptInNeedRenewal() {
        PolicyBuilder policy =
                clean().purposes(List.of(audience().uses(Set.of(Use.SALE)).build()));
        assertEquals(
                Set.of(LintRule.SALE_WITHOUT_OPT_OUT),
                lint(policy.jurisdictions(new ByJurisdiction<>("strict", Map.of("US", "us-plain")))
                                .regimes(List.of(OPT_OUT_WITHOUT_LINK)))
                        .rules());
        assertEquals(
                Set.of(LintRule.RENEWAL_TOO_LONG),
                lint(clean().jurisdictions(ByJurisdiction.everywhere("lazy")).regimes(List.of(OPT_IN_FOR_YEARS)))
                        .rules());
    }

    @Test
    void aMaterialChangeNeedsTheNoticeThatTheOlderVersionPromised() {
        Policy older =
                clean().practices(facts().noticePeriod(life("P30D")).build()).build();
        PolicyBuilder newer = older.toBuilder()
                .version("2")
                .effectiveFrom(LocalDate.of(2026, 6, 1))
                .purposes(List.of(audience().data(List.of("pages", "place")).build()));
        LocalDate tooLate = LocalDate.of(2026, 5, 3);
        assertEquals(
                Set.of(LintRule.NOTICE_TOO_SHORT),
                history(older, newer.announcedOn(tooLate).build()).rules());
        assertEquals(
                Set.of(LintRule.NOTICE_TOO_SHORT),
                history(older, newer.announcedOn(null).build()).rules());
        assertEquals(
                Set.of(),
                history(older, newer.announcedOn(tooLate.minusDays(1)).build()).rules());
        Policy edited = older.toBuilder()
                .version("2")
                .effectiveFrom(LocalDate.of(2026, 6, 1))
                .copyEdit(new CopyEdit("A. Lawyer", "A comma"))
                .build();
        assertEquals(Set.of(), history(older, edited).rules());
    }

    @Test
    void anAcceptedRuleIsLeftOutAndAMisspelledOneIsRefused() {
        LintReport report = lint(clean().controller("Example SA", ""));
        assertEquals(
                Set.of(), report.without(Set.of("missing-controller-contact")).rules());
        var unknown =
                assertThrows(IllegalArgumentException.class, () -> report.without(Set.of("missing-contact-controler")));
        assertTrue(unknown.getMessage().contains("missing-controller-contact"), unknown.getMessage());
    }

    @Test
    void failsABuildOnErrorsOnlyAndSaysWhatToDo() {
        lint(clean().languages(List.of("en", "fr"))).mustHaveNoErrors();
        AssertionError error =
                assertThrows(AssertionError.class, lint(clean().controller("Example SA", ""))::mustHaveNoErrors);
        assertEquals(
                "error missing-controller-contact (1) controller.contact: Nobody can be reached. State"
                        + " 'controller.contact', such as mailto:privacy@example.org. [GDPR 13(1)(a)]\n1 error, 0 warnings",
                error.getMessage());
    }

    private static LintReport history(Policy older, Policy newer) {
        return PolicyLint.check(PolicyHistory.of(List.of(older, newer)), TODAY);
    }

    private static LintReport lint(PolicyBuilder policy) {
        return PolicyLint.check(PolicyHistory.of(policy.build()), TODAY);
    }

    private static Regime regime(String id, Model model, int months) {
        return new Regime(
                id,
                model,
                Period.ofMonths(months),
                Period.ofMonths(12),
                0,
                Regime.GPC_USES,
                false,
                false,
                false,
                Set.of(),
                Set.of(),
                Set.of("choices"),
                List.of("a test"),
                null);
    }

    private static PolicyBuilder clean() {
        return Policy.builder("1")
                .controller("Example SA", "mailto:privacy@example.org")
                .effectiveFrom(LocalDate.of(2026, 1, 1))
                .languages(List.of("en"))
                .purposes(List.of(audience().build()))
                .declarations(List.of(cookie("P90D", "")));
    }

    private static PurposeBuilder audience() {
        return Purpose.builder("audience", "analytics")
                .title(Text.of("Audience"))
                .description(Text.of("Counts visits."))
                .data(List.of("pages"))
                .retention(life("P90D"));
    }

    private static Declaration cookie(String maxAge, String setBefore) {
        return new Declaration(
                Technology.COOKIE, "meter", "audience", null, null, "/", life(maxAge), false, setBefore, Text.NONE);
    }

    private static Vendor vendor(String country, Transfer transfer, String... purposes) {
        return new Vendor("meter", "Meter", country, transfer, Map.of(), List.of(), List.of(purposes), List.of());
    }

    private static UnaryOperator<PolicyBuilder> with(PurposeBuilder purpose) {
        return policy -> policy.purposes(List.of(purpose.build()));
    }

    private static UnaryOperator<PolicyBuilder> with(Vendor vendor) {
        return policy -> policy.vendors(List.of(vendor));
    }

    private static UnaryOperator<PolicyBuilder> with(Declaration declaration) {
        return policy -> policy.declarations(List.of(declaration));
    }

    private static PracticesBuilder facts() {
        return Practices.builder().agreement(Set.of(Taking.BANNER)).rights(EnumSet.allOf(Right.class));
    }

    private static void practices(
            Map<LintRule, UnaryOperator<PolicyBuilder>> mistakes, LintRule rule, UnaryOperator<PracticesBuilder> fact) {
        mistakes.put(rule, policy -> policy.practices(fact.apply(facts()).build()));
    }

    private static Lifetime life(String iso) {
        return Lifetime.parse(iso).orElseThrow();
    }
}
