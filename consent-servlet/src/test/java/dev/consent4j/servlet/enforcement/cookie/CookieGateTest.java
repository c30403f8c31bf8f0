package dev.consent4j.servlet.enforcement.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.Submission;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Declaration;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.signal.Signals;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieGateTest {

    private static final OwnNames OWN = new OwnNames("consent", "choices");

    private final ConsentService service = TestSite.service()
            .site(Site.of(
                    "shop",
                    TestSite.policy().toBuilder()
                            .declare(Declaration.cookie("twice", "audience"))
                            .declare(Declaration.cookie("twice", "ads"))
                            .declare(Declaration.cookie("mixed", "necessary"))
                            .declare(Declaration.cookie("mixed", "ads"))
                            .build()))
            .build();
    private final SiteConsent site = service.sites().get(0);
    private final EffectiveConsent undecided = TestSite.undecided(site);
    private final EffectiveConsent audienceOnly = TestSite.evaluate(
            site,
            site.submit(
                            Submission.save(
                                    site.newDecisionId(),
                                    Source.PREFERENCES,
                                    Shown.NOTHING,
                                    Map.of("audience", Choice.GRANTED, "ads", Choice.DENIED)),
                            undecided)
                    .given(),
            Signals.NONE);

    @AfterEach
    void close() {
        service.close();
    }

    private Ruling rule(String line, EffectiveConsent consent) {
        return CookieGate.rule(SetCookieLine.read(line), consent, OWN, TestSite.CLOCK);
    }

    @Test
    void rulesByPurpose() {
        assertEquals(Ruling.NECESSARY, rule("basket=1", undecided));
        assertEquals(Ruling.NECESSARY, rule("JSESSIONID=1", undecided));
        assertEquals(Ruling.DENIED, rule("_stats=1", undecided));
        assertEquals(Ruling.PERMITTED, rule("_stats=1", audienceOnly));
        assertEquals(Ruling.DENIED, rule("_ads=1", audienceOnly));
        assertEquals(Ruling.PERMITTED, rule("_ga_X=1", audienceOnly));
        assertEquals(Ruling.UNDECLARED, rule("_STATS=1", audienceOnly));
    }

    @Test
    void permitsANameDeclaredTwiceOnlyWhenAllItsPurposesAre() {
        assertEquals(Ruling.DENIED, rule("twice=1", audienceOnly));
        assertEquals(Ruling.DENIED, rule("mixed=1", audienceOnly));
    }

    @Test
    void letsDeletionsPassButNotOfItsOwnCookies() {
        assertEquals(Ruling.DELETION, rule("_stats=; Max-Age=0", undecided));
        assertEquals(Ruling.DELETION, rule("stranger=; Max-Age=0", undecided));
        assertEquals(Ruling.NECESSARY, rule("basket=; Max-Age=0", undecided));
        assertEquals(Ruling.OWN, rule("consent=; Max-Age=0", undecided));
    }

    @ParameterizedTest
    @CsvSource({
        "consent=1",
        "CONSENT=1",
        "Choices=1",
        "=consent=1",
        "=ConSent = 1",
        "consent",
        "=choices",
        "' \tconsent =1'"
    })
    void keepsItsOwnNamesInEveryCaseAlsoSmuggledAsNameless(String line) {
        assertEquals(Ruling.OWN, rule(line, audienceOnly));
    }

    @ParameterizedTest
    @CsvSource({"=consents=1", "=my consent=1", "consented", "=", "=1"})
    void takesOtherNamelessCookiesForUndeclared(String line) {
        assertEquals(Ruling.UNDECLARED, rule(line, audienceOnly));
    }

    @Test
    void claimsNothingWhereNoSiteIsKnown() {
        assertFalse(OwnNames.NONE.claim(""));
        assertFalse(OwnNames.NONE.claim(SetCookieLine.read("=")));
        assertFalse(OwnNames.NONE.claim(SetCookieLine.read("==1")));
    }

    @Test
    void withholdsANameThatCannotBeJudgedInBothModes() {
        assertEquals(Ruling.ILLEGIBLE, rule("a\u0143=1; Max-Age=0", audienceOnly));
        assertFalse(Ruling.ILLEGIBLE.passesInReport());
        assertFalse(Ruling.OWN.passesInReport());
        assertTrue(Ruling.DENIED.passesInReport());
        assertTrue(Ruling.UNDECLARED.passesInReport());
    }

    @Test
    void onlyWhatMayDifferBetweenVisitorsDependsOnConsent() {
        assertFalse(Ruling.NECESSARY.dependsOnConsent());
        assertFalse(Ruling.DELETION.dependsOnConsent());
        assertTrue(Ruling.PERMITTED.dependsOnConsent());
        assertTrue(Ruling.DENIED.dependsOnConsent());
        assertTrue(Ruling.UNDECLARED.dependsOnConsent());
    }

    @Test
    void saysWhichRuleWon() {
        assertTrue(explain("_stats", undecided).contains("denied, undecided"));
        assertTrue(explain("_stats", audienceOnly).contains("permitted, granted"));
        assertTrue(explain("stranger", undecided).contains("undeclared"));
        assertTrue(CookieGate.explain("consent", Ruling.OWN, undecided).contains("only the library"));
        assertTrue(CookieGate.explain("_ads", Ruling.DELETION, undecided).contains("deletion"));
        assertTrue(CookieGate.explain("x", Ruling.ILLEGIBLE, undecided).contains("Latin-1"));
    }

    private static String explain(String name, EffectiveConsent consent) {
        return CookieGate.explain(name, CookieGate.rule(name, consent), consent);
    }
}
