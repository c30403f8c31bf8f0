package dev.consent4j.examples.fivesites;

import static dev.consent4j.lint.LintRule.AGREEMENT_BY_USE;
import static dev.consent4j.lint.LintRule.BINDING_BY_USE;
import static dev.consent4j.lint.LintRule.BLANKET_INTEREST;
import static dev.consent4j.lint.LintRule.CHANNEL_WITHOUT_OPT_OUT;
import static dev.consent4j.lint.LintRule.CHILD_RULES;
import static dev.consent4j.lint.LintRule.COOKIE_WALL;
import static dev.consent4j.lint.LintRule.DNT_IGNORED;
import static dev.consent4j.lint.LintRule.GPC_IGNORED;
import static dev.consent4j.lint.LintRule.IDENTITY_CHECK;
import static dev.consent4j.lint.LintRule.KEPT_FOR_EVER;
import static dev.consent4j.lint.LintRule.LIFETIME_TOO_LONG;
import static dev.consent4j.lint.LintRule.MISSING_CONTACT;
import static dev.consent4j.lint.LintRule.MISSING_COOKIE_TABLE;
import static dev.consent4j.lint.LintRule.MISSING_DNT_STATEMENT;
import static dev.consent4j.lint.LintRule.MISSING_EFFECTIVE_DATE;
import static dev.consent4j.lint.LintRule.MISSING_REGIME;
import static dev.consent4j.lint.LintRule.MISSING_RIGHTS;
import static dev.consent4j.lint.LintRule.MISSING_WITHDRAWAL;
import static dev.consent4j.lint.LintRule.NO_REJECT_ON_FIRST_LAYER;
import static dev.consent4j.lint.LintRule.ON_BY_DEFAULT;
import static dev.consent4j.lint.LintRule.OPT_OUT_WHERE_OPT_IN;
import static dev.consent4j.lint.LintRule.PURPOSE_WITHOUT_RETENTION;
import static dev.consent4j.lint.LintRule.RIGHTS_DEADLINE;
import static dev.consent4j.lint.LintRule.SENSITIVE_BY_USE;
import static dev.consent4j.lint.LintRule.SET_BEFORE_CONSENT;
import static dev.consent4j.lint.LintRule.SIGNAL_REASON_CONTRADICTED;
import static dev.consent4j.lint.LintRule.TIED_PURPOSES;
import static dev.consent4j.lint.LintRule.TRANSFER_BY_USE;
import static dev.consent4j.lint.LintRule.TRANSFER_INVALID;
import static dev.consent4j.lint.LintRule.TRANSFER_WITHOUT_MECHANISM;
import static dev.consent4j.lint.LintRule.UNNAMED_VENDOR;
import static dev.consent4j.lint.LintRule.VENDOR_WITHOUT_COUNTRY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.lint.LintReport;
import dev.consent4j.lint.LintRule;
import dev.consent4j.lint.PolicyLint;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What lint must find in the five published texts, and nothing else. */
class FiveSitesLintTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void findsWhatTheBusinessInformationServiceLeavesOut() {
        assertFinds(
                "ims",
                MISSING_CONTACT,
                UNNAMED_VENDOR,
                MISSING_COOKIE_TABLE,
                PURPOSE_WITHOUT_RETENTION,
                MISSING_RIGHTS,
                NO_REJECT_ON_FIRST_LAYER,
                MISSING_WITHDRAWAL,
                MISSING_REGIME,
                MISSING_EFFECTIVE_DATE,
                VENDOR_WITHOUT_COUNTRY,
                CHILD_RULES);
    }

    @Test
    void findsWhatTheMarketingServiceDoesFirstAndDoesNotSay() {
        assertFinds(
                "activeconversion",
                RIGHTS_DEADLINE,
                MISSING_DNT_STATEMENT,
                SET_BEFORE_CONSENT,
                PURPOSE_WITHOUT_RETENTION,
                TRANSFER_WITHOUT_MECHANISM,
                MISSING_RIGHTS,
                VENDOR_WITHOUT_COUNTRY,
                CHILD_RULES);
    }

    @Test
    void findsWhatThePublisherKeepsAndDemands() {
        assertFinds(
                "jmir",
                BLANKET_INTEREST,
                MISSING_RIGHTS,
                MISSING_COOKIE_TABLE,
                PURPOSE_WITHOUT_RETENTION,
                TRANSFER_WITHOUT_MECHANISM,
                IDENTITY_CHECK,
                KEPT_FOR_EVER,
                UNNAMED_VENDOR,
                VENDOR_WITHOUT_COUNTRY);
    }

    @Test
    void findsWhatTheMessagingAppTakesForConsent() {
        assertFinds(
                "imo",
                GPC_IGNORED,
                DNT_IGNORED,
                OPT_OUT_WHERE_OPT_IN,
                CHANNEL_WITHOUT_OPT_OUT,
                BINDING_BY_USE,
                TRANSFER_BY_USE,
                MISSING_RIGHTS,
                UNNAMED_VENDOR,
                PURPOSE_WITHOUT_RETENTION,
                TRANSFER_WITHOUT_MECHANISM);
    }

    @Proves({"EU-6", "DPF-1"})
    @Test
    void findsWhatTheImageSitePromisesAndContradicts() {
        assertFinds(
                "imgbin",
                COOKIE_WALL,
                AGREEMENT_BY_USE,
                SIGNAL_REASON_CONTRADICTED,
                DNT_IGNORED,
                TIED_PURPOSES,
                TRANSFER_INVALID,
                ON_BY_DEFAULT,
                KEPT_FOR_EVER,
                SENSITIVE_BY_USE,
                MISSING_RIGHTS,
                UNNAMED_VENDOR,
                PURPOSE_WITHOUT_RETENTION,
                LIFETIME_TOO_LONG,
                VENDOR_WITHOUT_COUNTRY);
    }

    @Test
    void findsAWeakerRowWhereTheImageSitePromisesOneStandard() {
        Policy weaker = policy("imgbin").toBuilder()
                .jurisdictions(new ByJurisdiction<>("strict", Map.of("US", "ccpa")))
                .build();
        assertTrue(lint(weaker).rules().contains(LintRule.WEAKER_JURISDICTION));
    }

    @Test
    void findsAChangeThatTheImageSiteAnnouncesLaterThanThirtyDaysBefore() {
        Policy older = policy("imgbin");
        Policy newer = older.toBuilder()
                .version("2020")
                .controller("imgbin Holding", "mailto:privacy@imgbin.example")
                .announcedOn(LocalDate.of(2020, 5, 10))
                .effectiveFrom(LocalDate.of(2020, 6, 1))
                .build();
        LintReport report = PolicyLint.check(PolicyHistory.of(List.of(older, newer)), TODAY);
        assertTrue(report.rules().contains(LintRule.NOTICE_TOO_SHORT));
    }

    private static void assertFinds(String site, LintRule first, LintRule... rest) {
        Set<LintRule> expected = EnumSet.of(first, rest);
        LintReport report = lint(policy(site));
        assertEquals(expected, report.rules(), report::toString);
    }

    private static LintReport lint(Policy policy) {
        return PolicyLint.check(PolicyHistory.of(policy), TODAY);
    }

    private static Policy policy(String site) {
        return PolicyJson.read(Path.of("src/main/resources/policies", site + ".json"));
    }
}
