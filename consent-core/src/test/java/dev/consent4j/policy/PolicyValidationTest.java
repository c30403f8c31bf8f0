package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyValidationTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "2026 11", "v1/2", "1234567890123456789012345", "ü"})
    void refusesAVersionThatCannotTravelInACookie(String version) {
        assertEquals(List.of("version"), paths(valid().version(version)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11", "v1.2_final", "123456789012345678901234"})
    void takesAVersionThatCan(String version) {
        assertEquals(List.of(), paths(valid().version(version)));
    }

    @Test
    void wantsAControllerThatCanBeNamedAndReached() {
        assertEquals(List.of("controller.name"), paths(valid().controller(" ", "")));
        assertEquals(List.of("controller.contact"), paths(valid().controller("A", "javascript:alert(1)")));
        assertTrue(only(valid().controller("A", "me@example.org")).suggestion().contains("mailto:me@example.org"));
        for (String contact : List.of("mailto:a@b.example", "https://a.example/x", "tel:+49", "/contact", "")) {
            assertEquals(List.of(), paths(valid().controller("A", contact)));
        }
    }

    @Test
    void wantsAnAnnouncementBeforeTheEffectEverywhere() {
        LocalDate day = LocalDate.of(2026, 11, 1);
        assertEquals(List.of(), paths(valid().effectiveFrom(day).announcedOn(day)));
        assertEquals(List.of("announcedOn"), paths(valid().announcedOn(day)));
        assertEquals(
                List.of("announcedOn"),
                paths(valid().effectiveFrom(new ByJurisdiction<>(day, Map.of("EU", day.minusDays(1))))
                        .announcedOn(day)));
    }

    @Test
    void wantsACopyEditVouchedForWithAReason() {
        assertEquals(List.of("copyEdit.name", "copyEdit.reason"), paths(valid().copyEdit(new CopyEdit("", " "))));
    }

    @Test
    void wantsLanguageTagsInTheirUsualForm() {
        assertEquals(List.of(), paths(valid().languages(List.of("en", "de-AT", "zh-Hant", "es-419", "zh-Hant-TW"))));
        assertEquals(List.of("languages"), paths(valid().languages(List.of())));
        assertEquals(List.of("languages[1]"), paths(valid().languages(List.of("en", "en"))));
        assertEquals("Write 'en-US'.", only(valid().languages(List.of("EN_us"))).suggestion());
        assertEquals(List.of("languages[0]"), paths(valid().languages(List.of("english language"))));
    }

    @Test
    void wantsWordingWithWordsInALanguage() {
        assertEquals(List.of("notices.banner"), paths(valid().notices(Map.of("banner", Text.of(" ")))));
        assertEquals(
                List.of("notices.banner.DE"), paths(valid().notices(Map.of("banner", new Text(Map.of("DE", "Ja"))))));
        assertEquals(
                "Did you mean 'banner'?",
                only(valid().notices(Map.of("baner", Text.of("x")))).suggestion());
    }

    @ParameterizedTest
    @ValueSource(strings = {"privacy", "//evil.example", "javascript:x", "/a b"})
    void refusesALinkThatIsNeitherPathNorAddress(String link) {
        assertEquals(List.of("link"), paths(valid().link(link)));
    }

    @Test
    void wantsCategoriesWithIdsOfTheirOwnAndANecessaryOneThatIsRequired() {
        assertEquals(
                List.of("categories[0].id", "categories[2].id"),
                paths(valid().categories(List.of(
                        category("Social Media", false), category("own", false), category("own", false)))));
        assertEquals(
                List.of("categories[0].required"), paths(valid().categories(List.of(category("necessary", false)))));
    }

    @Test
    void suggestsTheIdThatWasMeant() {
        assertTrue(only(valid().purpose(purpose("Ad Words!", "marketing").build()))
                .suggestion()
                .contains("'ad-words'"));
        assertTrue(only(valid().purpose(purpose("x".repeat(41), "marketing").build()))
                .suggestion()
                .contains("at most 40"));
        assertTrue(only(valid().purpose(purpose("-", "marketing").build()))
                .suggestion()
                .contains("at most 40"));
        assertEquals(
                List.of(),
                paths(valid().purpose(purpose("x".repeat(40), "marketing").build())));
    }

    @Test
    void refusesAPurposeIdThatIsTakenRetiredOrACategoryElsewhere() {
        assertEquals(
                List.of("purposes[1].id"),
                paths(valid().purpose(purpose("ads", "marketing").build())
                        .purpose(purpose("ads", "analytics").build())));
        assertEquals(
                List.of("purposes[0].id"),
                paths(valid().purpose(purpose("ads", "marketing").build()).retiredPurposes(Set.of("ads"))));
        assertEquals(
                List.of("purposes[0].id"),
                paths(valid().purpose(purpose("analytics", "marketing").build())));
        assertEquals(
                List.of(),
                paths(valid().purpose(purpose("analytics", "analytics").build())));
    }

    @Test
    void refusesARetiredPurposeThatACategoryInUseStandsFor() {
        PolicyBuilder builder = valid().retiredPurposes(Set.of("analytics")).retiredVendors(Set.of("gone"));
        assertEquals(List.of(), paths(builder));
        assertEquals(List.of("retired.purposes"), paths(builder.declare(Declaration.cookie("x", "analytics"))));
        assertEquals(
                List.of("retired.purposes", "retired.vendors"),
                paths(valid().retiredPurposes(Set.of("A B")).retiredVendors(Set.of("C D"))));
    }

    @Test
    void refusesPurposesThatShareATagInTheCookie() {
        String[] pair = PolicyHistoryTest.sharingATag();
        assertEquals(
                List.of("purposes[1].id"),
                paths(valid().purpose(purpose(pair[0], "analytics").build())
                        .purpose(purpose(pair[1], "analytics").build())));
    }

    @Test
    void refusesAPurposeInNoOrAnUnknownCategory() {
        assertEquals(
                List.of("purposes[0].category"),
                paths(valid().purpose(purpose("a", "").build())));
        Problem dangling = only(valid().purpose(purpose("a", "maketing").build()));
        assertEquals("purposes[0].category", dangling.path());
        assertEquals("Did you mean 'marketing'?", dangling.suggestion());
    }

    @Test
    void refusesARequiredPurposeThatASignalMayStop() {
        PurposeBuilder ads = purpose("ads", "marketing").required(true).uses(Set.of(Use.SALE));
        Problem both = only(valid().purpose(ads.build()));
        assertEquals("purposes[0].uses", both.path());
        assertTrue(both.suggestion().contains("say why"), both.suggestion());
        assertEquals(
                List.of("purposes[0].uses"),
                paths(valid().purpose(ads.justification(Text.of("We need it.")).build())));
        assertEquals(
                List.of("purposes[0].uses"),
                paths(valid().purpose(purpose("login", "necessary")
                        .uses(Set.of(Use.TRACKING))
                        .build())));
    }

    @Proves("EU-16")
    @Test
    void wantsAJustificationOfARequiredPurposeOutsideARequiredCategory() {
        PurposeBuilder fraud = purpose("fraud", "functional").required(true);
        assertEquals(List.of("purposes[0].justification"), paths(valid().purpose(fraud.build())));
        assertEquals(
                List.of(),
                paths(valid().purpose(fraud.justification(Text.of("Thieves.")).build())));
        assertEquals(
                List.of(),
                paths(valid().purpose(
                                purpose("login", "necessary").required(true).build())));
    }

    @Proves("UK-1")
    @Test
    void wantsTheConditionsOfAnExemptionAPurposeRestsOn() {
        PurposeBuilder exempt = purpose("audience", "analytics").legalBasis(LegalBasis.EXEMPT);
        assertEquals(List.of("purposes[0].exemption"), paths(valid().purpose(exempt.build())));
        assertEquals(
                List.of("purposes[0].exemption.kind"),
                paths(valid().purpose(exempt.exemption(new Exemption("", true, true, true, true))
                        .build())));
        assertEquals(
                List.of(),
                paths(valid().purpose(
                                exempt.exemption(new Exemption("audience-measurement", false, false, false, false))
                                        .build())));
    }

    @Test
    void leavesLawToTheLint() {
        assertEquals(
                List.of(),
                paths(valid().vendor(new Vendor(
                                "v",
                                "V",
                                "US",
                                Transfer.PRIVACY_SHIELD,
                                Map.of(),
                                List.of(),
                                List.of("marketing"),
                                List.of()))
                        .purpose(purpose("audience", "analytics")
                                .legalBasis(LegalBasis.LEGITIMATE_INTEREST)
                                .build())
                        .declare(Declaration.cookie("x", "audience"))));
    }

    @Test
    void refusesLifetimesThatAreNoneOrNothing() {
        Lifetime made = new Lifetime("soon", -1);
        Lifetime nothing = Lifetime.parse("P0D").orElseThrow();
        assertEquals(
                List.of("purposes[0].retention"),
                paths(valid().purpose(purpose("a", "analytics").retention(made).build())));
        assertEquals(
                List.of(),
                paths(valid().purpose(
                                purpose("a", "analytics").retention(nothing).build())));
        assertEquals(List.of("evidence"), paths(valid().evidence(made)));
        assertEquals(List.of("evidence"), paths(valid().evidence(nothing)));
        assertEquals(List.of("declarations[0].maxAge"), paths(valid().declare(cookie("x", null, "/", nothing))));
    }

    @Test
    void refusesBlankItems() {
        assertEquals(
                List.of("purposes[0].data[1]", "purposes[0].recipients[0]"),
                paths(valid().purpose(purpose("a", "analytics")
                        .data(List.of("age", " "))
                        .recipients(List.of(""))
                        .build())));
    }

    @Test
    void wantsKnownJurisdictions() {
        assertEquals(
                Set.of("jurisdictions.us-ca", "jurisdictions.UK", "jurisdictions.everywhere"),
                Set.copyOf(paths(valid().jurisdictions(new ByJurisdiction<>(
                        "strict", Map.of("us-ca", "ccpa", "UK", "gdpr", "everywhere", "gdpr", "DE", "gdpr"))))));
        assertEquals(
                "Write 'US-CA'.",
                only(valid().minimumAge(new ByJurisdiction<>(0, Map.of("us_ca", 13))))
                        .suggestion());
        assertEquals(
                "Write 'GB'.",
                only(valid().dnt(new ByJurisdiction<>(DntRule.OBJECT, Map.of("UK", DntRule.IGNORE))))
                        .suggestion());
    }

    @Test
    void wantsRegimesThatExist() {
        assertEquals("Did you mean 'gdpr'?", only(valid().regime("gpdr")).suggestion());
        assertEquals(
                List.of("jurisdictions.default", "jurisdictions.EU"),
                paths(valid().jurisdictions(new ByJurisdiction<>("aaa", Map.of("EU", "bbb")))));
    }

    @Test
    void wantsRegimesWithinTheirRanges() {
        assertEquals(List.of(), paths(valid().regimes(List.of(regime("own", Period.ofYears(10), Period.ZERO, 21)))));
        assertEquals(
                List.of(
                        "regimes[0].id",
                        "regimes[1].renewAfter",
                        "regimes[1].renewAfterRefusal",
                        "regimes[1].minimumAge",
                        "regimes[2].id",
                        "regimes[3].renewAfter"),
                paths(valid().regimes(List.of(
                        regime("joined", Period.ofDays(1), Period.ZERO, 0),
                        regime("own", Period.ZERO, Period.ofMonths(-1), 22),
                        regime("own", Period.ofDays(1), Period.ZERO, 0),
                        regime("far", Period.ofYears(11), Period.ZERO, 0)))));
        assertEquals(
                List.of("minimumAge", "minimumAge"),
                List.of(
                        only(valid().minimumAge(ByJurisdiction.everywhere(-1))).path(),
                        only(valid().minimumAge(ByJurisdiction.everywhere(99))).path()));
        assertEquals(
                "minimumAge.EU",
                only(valid().minimumAge(new ByJurisdiction<>(0, Map.of("EU", 99))))
                        .path());
    }

    @Test
    void wantsVendorsThatCanBeNamedLinkedAndAllowed() {
        Vendor bad = new Vendor(
                "v",
                "",
                "usa",
                Transfer.NONE,
                Map.of("script-source", List.of("https://a.example"), "img-src", List.of("a.example", "https://x/y;z")),
                List.of("javascript:x"),
                List.of("nothing"),
                List.of(""));
        assertEquals(
                List.of(
                        "vendors[0].name",
                        "vendors[0].country",
                        "vendors[0].origins.img-src[0]",
                        "vendors[0].origins.img-src[1]",
                        "vendors[0].origins.script-source",
                        "vendors[0].optOut[0]",
                        "vendors[0].purposes[0]",
                        "vendors[0].data[0]",
                        "vendors[1].id",
                        "vendors[2].id"),
                paths(valid().vendors(List.of(bad, Vendor.of("v", "V"), Vendor.of("old", "Old")))
                        .retiredVendors(Set.of("old"))));
        Vendor good = new Vendor(
                "v",
                "V",
                "US",
                Transfer.SCC,
                Map.of("default-src", List.of("https://a.example", "http://b.localhost:8080", "https://*.c.example:*")),
                List.of("https://a.example/out"),
                List.of("marketing"),
                List.of());
        assertEquals(List.of(), paths(valid().vendor(good)));
    }

    @Test
    void wantsTheSitesOwnOriginsByFetchDirectiveToo() {
        Map<String, List<String>> own = Map.of(
                "img-src",
                List.of("https://*.img.example", "http://b.localhost:8080", "wss://c.example:*"),
                "script-scr",
                List.of("https://a.example"),
                "script-src",
                List.of(
                        "cdn.example/lib.js",
                        "https://x/y;z",
                        "'self'",
                        "*",
                        "https://*",
                        "data:",
                        "https://a.example, https://b.example",
                        "https://a.example:99999",
                        "//cdn.example",
                        "https://a.example/".repeat(99)));

        assertEquals(
                List.of(
                        "origins.script-scr: there is no fetch directive 'script-scr'. Did you mean 'script-src'?",
                        "origins.script-src[0]: 'cdn.example/lib.js' is no origin. Write 'https://cdn.example'.",
                        "origins.script-src[1]: 'https://x/y;z' is no origin. Write only scheme, host and port, such as"
                                + " 'https://cdn.example.org'.",
                        "origins.script-src[2]: ''self'' is no origin. Leave it out: the library decides on everything but"
                                + " origins.",
                        "origins.script-src[3]: '*' is no origin. Name the hosts: one that stands for all would permit every"
                                + " vendor.",
                        "origins.script-src[4]: 'https://*' is no origin. Name the hosts: one that stands for all would"
                                + " permit every vendor.",
                        "origins.script-src[5]: 'data:' is no origin. Leave it out: the library decides on everything but"
                                + " origins.",
                        "origins.script-src[6]: 'https://a.example, https://b.example' is no origin. Write only scheme, host"
                                + " and port, such as 'https://cdn.example.org'.",
                        "origins.script-src[7]: 'https://a.example:99999' has no such port. Write a port up to 65535.",
                        "origins.script-src[8]: '//cdn.example' is no origin. Write 'https://cdn.example'."),
                valid().origins(own).problems().stream()
                        .map(Problem::toString)
                        .limit(10)
                        .toList());
        assertEquals(11, valid().origins(own).problems().size());
        assertEquals(
                Map.of("img-src", own.get("img-src")),
                valid().origins(Map.of("img-src", own.get("img-src"))).build().origins());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a=b", "a;b", "ga_[id]", "ü", "a,b", "\"a\"", "a\u0000"})
    void refusesACookieNameThatIsNoToken(String name) {
        assertEquals(List.of("declarations[0].name"), paths(valid().declare(Declaration.cookie(name, "functional"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent", "Consent", "__host-CONSENT", "choices", "__Host-choices", "con*", "__Host-*"})
    void refusesToDeclareTheLibrarysOwnCookies(String name) {
        Problem problem = only(valid().declare(Declaration.cookie(name, "functional")));
        assertTrue(problem.message().contains("cookie of this library"), problem.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"consent_given", "cookieconsent", "my-choices", "consentUuid*", "_ga*", "__Secure-id", "a|b"})
    void takesNamesThatAreOnlyLikeThem(String name) {
        assertEquals(List.of(), paths(valid().declare(Declaration.cookie(name, "functional"))));
    }

    @Test
    void takesAThirdPartysCookieThatOnlyDiffersInCase() {
        assertEquals(List.of(), paths(valid().declare(cookie("CONSENT", "google.com", "/", null))));
        assertEquals(
                List.of("declarations[0].name"), paths(valid().declare(cookie("consent", "google.com", "/", null))));
        assertEquals(
                List.of("declarations[0].name"), paths(valid().declare(cookie("CONSENT*", "google.com", "/", null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "***", "", " "})
    void refusesANameThatStandsForEverythingOrNothing(String name) {
        assertEquals(List.of("declarations[0].name"), paths(valid().declare(Declaration.cookie(name, "functional"))));
    }

    @Test
    void wantsScopesACookieCanHave() {
        assertEquals(List.of(), paths(valid().declare(cookie("x", "example.org", "/shop", null))));
        assertEquals(
                "Write 'example.org'.",
                only(valid().declare(cookie("x", ".example.org", "/", null))).suggestion());
        assertEquals(List.of("declarations[0].domain"), paths(valid().declare(cookie("x", "", "/", null))));
        assertEquals(List.of("declarations[0].path"), paths(valid().declare(cookie("x", null, "shop", null))));
        assertEquals(List.of("declarations[0].path"), paths(valid().declare(cookie("x", null, "/;x", null))));
        assertEquals(
                List.of("declarations[0].domain", "declarations[0].path"),
                paths(valid().declare(cookie("__Host-x", "example.org", "/shop", null))));
    }

    @Test
    void wantsWhatADeclarationRefersTo() {
        Declaration dangling = new Declaration(
                Technology.PIXEL, "px", "audiense", "gogle", null, "/", null, false, "login", Text.NONE);
        PolicyBuilder builder = valid().purpose(purpose("audience", "analytics").build())
                .vendor(Vendor.of("google", "Google"))
                .declare(dangling);
        assertEquals(
                List.of("declarations[0].purpose", "declarations[0].vendor", "declarations[0].setBefore"),
                paths(builder));
        assertEquals("Did you mean 'audience'?", builder.problems().get(0).suggestion());
        assertEquals("Did you mean 'google'?", builder.problems().get(1).suggestion());
    }

    @Test
    void wantsAPurposeWhereACategoryHasSeveral() {
        PolicyBuilder builder = valid().purpose(purpose("audience", "analytics").build());
        Problem problem = only(builder.declare(Declaration.cookie("x", "analytics")));
        assertEquals("Name one of its purposes.", problem.suggestion());
    }

    @Test
    void doesNotReportTwiceWhatMayReferToSomethingWithoutAnId() {
        PolicyBuilder builder =
                valid().purpose(purpose("", "analytics").build()).declare(Declaration.cookie("x", "audience"));
        assertEquals(List.of("purposes[0].id"), paths(builder));
    }

    private static PolicyBuilder valid() {
        return Policy.builder("1").controller("Example SA", "");
    }

    private static PurposeBuilder purpose(String id, String category) {
        return Purpose.builder(id, category);
    }

    private static Category category(String id, boolean required) {
        return new Category(id, Text.of(id), Text.NONE, required);
    }

    private static Declaration cookie(String name, String domain, String path, Lifetime maxAge) {
        return new Declaration(Technology.COOKIE, name, "functional", null, domain, path, maxAge, false, "", Text.NONE);
    }

    private static Regime regime(String id, Period life, Period wait, int age) {
        return new Regime(
                id,
                Model.OPT_IN,
                life,
                wait,
                age,
                Regime.GPC_USES,
                true,
                true,
                true,
                Set.of(),
                Set.of("audience-measurement"),
                Set.of("choices"),
                List.of("Law 1"),
                null);
    }

    private static List<String> paths(PolicyBuilder builder) {
        return builder.problems().stream().map(Problem::path).toList();
    }

    private static Problem only(PolicyBuilder builder) {
        List<Problem> problems = builder.problems();
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0);
    }
}
