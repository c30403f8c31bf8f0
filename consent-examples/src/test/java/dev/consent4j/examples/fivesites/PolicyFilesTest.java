package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each policy file says what its site promises. */
class PolicyFilesTest {

    private static final Jurisdiction GERMANY = Jurisdiction.parse("DE");
    private static final Jurisdiction CALIFORNIA = Jurisdiction.parse("US-CA");
    private static final Map<String, Policy> POLICIES = PolicyFiles.read(Demo.SITES, Optional.empty());

    static Stream<DemoSite> sites() {
        return Demo.SITES.stream();
    }

    private static Policy policy(String site) {
        return POLICIES.get(site);
    }

    private static Purpose purpose(String site, String id) {
        return policy(site).purpose(id).orElseThrow();
    }

    private static Vendor vendor(String site, String id) {
        return policy(site).vendor(id).orElseThrow();
    }

    @Proves("EU-4")
    @ParameterizedTest
    @MethodSource("sites")
    void everyTextIsThereInEnglishAndGerman(DemoSite site) {
        Policy policy = policy(site.id());
        assertEquals(List.of("en", "de"), policy.languages());
        policy.purposes().forEach(purpose -> {
            assertTrue(
                    purpose.title().byLanguage().keySet().containsAll(List.of("en", "de")),
                    () -> "title of " + purpose.id());
            assertTrue(
                    purpose.description().byLanguage().keySet().containsAll(List.of("en", "de")),
                    () -> "description of " + purpose.id());
        });
        policy.declarations().stream()
                .filter(item -> item.technology() == Technology.COOKIE)
                .forEach(cookie -> assertEquals(
                        Set.of("en", "de"), cookie.description().byLanguage().keySet(), cookie.name()));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aSignalHasSomethingToStopOnEverySite(DemoSite site) {
        assertTrue(policy(site.id()).purposes().stream()
                .anyMatch(purpose -> !Collections.disjoint(purpose.uses(), Regime.GPC_USES)));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aPolicyReadBackFromItsCanonicalTextIsTheSame(DemoSite site) {
        Policy policy = policy(site.id());
        assertEquals(policy, dev.consent4j.json.PolicyJson.read("canonical text", policy.canonicalText()));
    }

    @ParameterizedTest
    @CsvSource({
        "ims, DE, gdpr",
        "ims, NO, gdpr",
        "ims, US-CA, ccpa",
        "ims, BR, strict",
        "ims, unknown, joined",
        "activeconversion, GB, gdpr",
        "jmir, CA-QC, strict",
        "imo, US-TX, ccpa",
        "imo, FR, gdpr",
        "imgbin, DE, strict",
        "imgbin, US-CA, strict",
        "imgbin, unknown, strict"
    })
    void theRegimeFollowsTheJurisdiction(String site, String place, String regime) {
        assertEquals(regime, policy(site).regimeIn(Jurisdiction.parse(place)).id());
    }

    @ParameterizedTest
    @CsvSource({
        "ims, DE, 0",
        "activeconversion, DE, 0",
        "jmir, US-CA, 18",
        "imo, US-CA, 13",
        "imo, DE, 16",
        "imgbin, DE, 13"
    })
    void theAgeIsTheOneStated(String site, String place, int age) {
        assertEquals(age, policy(site).minimumAge().at(Jurisdiction.parse(place), Math::max));
    }

    @ParameterizedTest
    @CsvSource({"ims, OBJECT", "activeconversion, OBJECT", "jmir, OBJECT", "imo, IGNORE", "imgbin, IGNORE"})
    void doNotTrackIsTreatedAsStated(String site, DntRule rule) {
        assertEquals(List.of(rule), policy(site).dnt().values());
    }

    @Test
    void imsKeepsTwoOfItsFourUsesNecessaryAndGivesNoContact() {
        Policy ims = policy("ims");
        assertTrue(purpose("ims", "system-administration").required());
        assertTrue(purpose("ims", "traffic-filtering").required());
        assertFalse(purpose("ims", "domain-lookup").required());
        assertFalse(purpose("ims", "statistics").required());
        assertEquals("", ims.controller().contact());
        assertTrue(purpose("ims", "mobile-analytics").aggregateOnly());
        assertTrue(ims.purposes().stream().allMatch(purpose -> purpose.retention() == null));
    }

    @Test
    void imsDeclaresMoreTechnologiesThanCookies() {
        assertEquals(
                Set.of(Technology.COOKIE, Technology.PIXEL, Technology.SERVER_LOG, Technology.ADVERTISING_ID),
                policy("ims").declarations().stream()
                        .map(Declaration::technology)
                        .collect(Collectors.toSet()));
    }

    @Test
    void activeConversionLinksBothWaysOutOfRemarketing() {
        assertEquals(
                List.of("https://adssettings.google.com/", "https://optout.networkadvertising.org/"),
                vendor("activeconversion", "google-ads").optOut());
        assertTrue(purpose("activeconversion", "visitor-tracking").uses().contains(Use.SHARING));
        assertEquals("partners", purpose("activeconversion", "partner-profiles").dataSource());
    }

    @Test
    void activeConversionTellsWhichCookieIsSetBeforeConsent() {
        assertEquals(
                List.of("ac_visitor"),
                policy("activeconversion").declarations().stream()
                        .filter(item -> item.setBefore().equals("consent"))
                        .map(Declaration::name)
                        .toList());
    }

    @Test
    void jmirAppliesEarlierInTheEuropeanUnion() {
        assertEquals(LocalDate.of(2018, 5, 25), policy("jmir").effectiveFrom().at(GERMANY, (first, second) -> first));
        assertTrue(policy("jmir")
                .effectiveFrom()
                .at(CALIFORNIA, (first, second) -> first)
                .isAfter(LocalDate.of(2018, 5, 25)));
    }

    @Test
    void jmirRestsTheSamePurposeOnAnotherBasisElsewhere() {
        Purpose marketing = purpose("jmir", "journal-marketing");
        assertEquals(LegalBasis.CONSENT, marketing.basisIn(GERMANY));
        assertEquals(LegalBasis.OPT_OUT, marketing.basisIn(CALIFORNIA));
        assertEquals(LegalBasis.CONSENT, marketing.basisIn(Jurisdiction.UNKNOWN));
        assertEquals(LegalBasis.CONTRACT, purpose("jmir", "publishing").basisIn(GERMANY));
        assertEquals(
                LegalBasis.LEGAL_OBLIGATION, purpose("jmir", "billing-records").basisIn(GERMANY));
    }

    @Test
    void jmirNamesCountriesAndNoMechanism() {
        Map<String, Transfer> byCountry = policy("jmir").vendors().stream()
                .filter(vendor -> !vendor.country().isEmpty())
                .collect(Collectors.toMap(Vendor::country, Vendor::transfer));
        assertEquals(Map.of("US", Transfer.NONE, "CA", Transfer.NONE, "IN", Transfer.NONE), byCountry);
    }

    @Test
    void jmirKeepsOpensAndClicksInMailApartFromMail() {
        assertFalse(purpose("jmir", "mail-tracking").required());
        assertTrue(policy("jmir").declarations().stream()
                .anyMatch(item ->
                        item.technology() == Technology.PIXEL && item.purpose().equals("mail-tracking")));
    }

    @Test
    void imoKeepsChatsForNinetyDaysAndStoriesForADay() {
        assertEquals("P90D", purpose("imo", "chat-history").retention().iso());
        assertEquals("PT24H", purpose("imo", "stories").retention().iso());
    }

    @Test
    void imoOptsOutOnlyWhereThatIsAllowedAndNamesThreePlacesToDoSo() {
        Purpose advertising = purpose("imo", "advertising");
        assertEquals(LegalBasis.CONSENT, advertising.basisIn(GERMANY));
        assertEquals(LegalBasis.OPT_OUT, advertising.basisIn(CALIFORNIA));
        assertEquals(Regime.GPC_USES, advertising.uses());
        assertEquals(
                List.of(
                        "https://optout.networkadvertising.org/",
                        "https://www.youronlinechoices.com/",
                        "https://optout.aboutads.info/"),
                vendor("imo", "advertising-partners").optOut());
    }

    @Test
    void imoTreatsPlaceAndContentsAsSensitive() {
        for (String id : List.of("location", "chat-history", "language-models", "address-book", "face-effects")) {
            assertEquals(DataKind.SENSITIVE, purpose("imo", id).dataKind(), id);
        }
    }

    @Test
    void imgbinLinksTheWayOutOfGoogleAnalyticsAndListsItsData() {
        Vendor analytics = vendor("imgbin", "google-analytics");
        assertEquals(List.of("https://tools.google.com/dlpage/gaoptout"), analytics.optOut());
        assertEquals(List.of("IP address", "pages viewed"), analytics.data());
        assertEquals(Transfer.PRIVACY_SHIELD, analytics.transfer());
    }

    @Test
    void imgbinHasOneStandardForEveryCountry() {
        assertEquals(List.of("strict"), policy("imgbin").jurisdictions().values());
    }

    @Test
    void imgbinAnnouncesAtLeastThirtyDaysAhead() {
        LocalDate announced = policy("imgbin").announcedOn().orElseThrow();
        LocalDate effective = policy("imgbin").effectiveFrom().otherwise();
        assertTrue(ChronoUnit.DAYS.between(announced, effective) >= 30);
    }

    @Test
    void imgbinKeepsMailAndPixelApart() {
        assertFalse(purpose("imgbin", "mail-pixel").required());
        assertFalse(purpose("imgbin", "news-mail").required());
    }
}
