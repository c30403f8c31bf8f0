package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Right;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single promises of the five texts, each a declaration that the policy file must hold. */
class SitePromisesTest {

    private static final Map<String, Policy> POLICIES = PolicyFiles.read(Demo.SITES, Optional.empty());

    @Test
    void imsTiesVisitsToAnAccountOnlyByAPurposeOfItsOwn() {
        Purpose linking = purpose("ims", "linking");
        assertFalse(linking.required());
        assertEquals(Set.of(Use.PROFILING), linking.uses());
        assertTrue(english(linking).contains("later tell us about yourself"));
    }

    @Test
    void activeConversionNamesWhoReceivesWhatPartnersCombine() {
        assertEquals(
                List.of("partners bound to this policy"),
                purpose("activeconversion", "partner-profiles").recipients());
        assertTrue(purpose("activeconversion", "partner-profiles").uses().contains(Use.PROFILING));
    }

    @Proves("COPPA-2")
    @Test
    void activeConversionAsksForCoMarketingByItself() {
        Purpose coMarketing = purpose("activeconversion", "co-marketing");
        assertFalse(coMarketing.required());
        assertEquals(LegalBasis.CONSENT, coMarketing.legalBasis().otherwise());
        assertEquals(List.of("co-marketing partners"), coMarketing.recipients());
        assertEquals(Set.of(Use.SALE), coMarketing.uses());
    }

    @Test
    void jmirSaysWhatSocialSignInBringsAndFromWhere() {
        Purpose signIn = purpose("jmir", "social-sign-in");
        assertEquals(List.of("picture", "name", "e-mail address"), signIn.data());
        assertEquals("the social network you sign in with", signIn.dataSource());
    }

    @Test
    void jmirAsksForRecordingCallsByItself() {
        Purpose calls = purpose("jmir", "call-recording");
        assertFalse(calls.required());
        assertEquals(LegalBasis.CONSENT, calls.legalBasis().otherwise());
    }

    @Test
    void imoDeclaresTheAdvertisingIdentifierWithItsPartners() {
        Declaration id = policy("imo").declarations().stream()
                .filter(item -> item.technology() == Technology.ADVERTISING_ID)
                .findFirst()
                .orElseThrow();
        assertEquals("advertising", id.purpose());
        assertEquals("advertising-partners", id.vendor());
    }

    @Test
    void imoSaysWhoseChatsAreKeptLonger() {
        assertTrue(english(purpose("imo", "chat-history")).contains("longer for premium users"));
    }

    @Test
    void imoKeepsDeviceDataAfterAnAccountOnAnInterestItNames() {
        Purpose fraud = purpose("imo", "fraud-prevention");
        assertEquals(LegalBasis.LEGITIMATE_INTEREST, fraud.legalBasis().otherwise());
        assertEquals(List.of("device identifier", "reason of the bar"), fraud.data());
        assertTrue(english(fraud).contains("after an account is deleted"));
    }

    @Test
    void imoLearnsWordsFromTotalsOnly() {
        assertTrue(purpose("imo", "language-models").aggregateOnly());
        assertFalse(purpose("imo", "language-models").required());
    }

    @Test
    void imoUsesPlaceForAdvertisingAsAPurposeThatASignalStops() {
        Purpose location = purpose("imo", "location");
        assertEquals(List.of("place from the IP address", "place from GPS"), location.data());
        assertEquals(DataKind.SENSITIVE, location.dataKind());
        assertEquals(Set.of(Use.TARGETED_ADVERTISING), location.uses());
    }

    @Test
    void imoSaysThatTheFaceMapStaysOnTheDeviceAndWhatItIsNotUsedFor() {
        String said = policy("imo").declarations().stream()
                .filter(item -> item.name().equals("face-map"))
                .findFirst()
                .orElseThrow()
                .description()
                .in("en", "en");
        assertTrue(said.contains("Stays on the device"), said);
        assertTrue(said.contains("not used to recognise, authenticate or target"), said);
    }

    @Test
    void imgbinTellsEssentialFromPerformanceAndDeclaresLocalStorage() {
        assertTrue(purpose("imgbin", "essential").required());
        assertFalse(purpose("imgbin", "performance").required());
        assertEquals(
                List.of("performance"),
                policy("imgbin").declarations().stream()
                        .filter(item -> item.technology() == Technology.LOCAL_STORAGE)
                        .map(Declaration::purpose)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ims", "activeconversion", "jmir", "imo", "imgbin"})
    void everyPurposeListsItsData(String site) {
        policy(site).purposes().stream()
                // What stands for the necessary category itself holds frameworks' cookies only.
                .filter(purpose -> !purpose.id().equals(purpose.category()))
                .forEach(purpose -> assertFalse(purpose.data().isEmpty(), purpose.id()));
    }

    @Test
    void imgbinSetsItsDeadlinesForComplaintAndErasure() {
        assertEquals(
                Map.of(
                        Right.COMPLAINT,
                        Lifetime.parse("P45D").orElseThrow(),
                        Right.ERASURE,
                        Lifetime.parse("P30D").orElseThrow()),
                policy("imgbin").practices().orElseThrow().deadlines());
    }

    @Test
    void imgbinStoresInTheUnitedStatesUnderStandardClauses() {
        Map<String, Transfer> transfers = policy("imgbin").vendors().stream()
                .filter(vendor -> vendor.country().equals("US"))
                .collect(Collectors.toMap(Vendor::id, Vendor::transfer));
        assertEquals(Transfer.SCC, transfers.get("storage-us"));
    }

    private static String english(Purpose purpose) {
        return purpose.description().in("en", "en");
    }

    private static Purpose purpose(String site, String id) {
        return policy(site).purpose(id).orElseThrow();
    }

    private static Policy policy(String site) {
        return POLICIES.get(site);
    }
}
