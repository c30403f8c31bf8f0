package dev.consent4j.servlet.enforcement.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.signal.Signals;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final String END = "=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=";

    private ConsentService service = TestSite.running();

    @AfterEach
    void close() {
        service.close();
    }

    private EffectiveConsent consent(Policy... versions) {
        service.close();
        service = TestSite.service()
                .site(new Site("shop", Set.of(), List.of(), PolicyHistory.of(List.of(versions)), null))
                .build();
        return TestSite.undecided(service.sites().get(0));
    }

    private EffectiveConsent accepted() {
        return TestSite.evaluate(
                service.sites().get(0), TestSite.after(service.sites().get(0), Action.ACCEPT_ALL), Signals.NONE);
    }

    private static Expiry expiry(Policy... versions) {
        return Expiry.of(PolicyHistory.of(List.of(versions)), TODAY);
    }

    @Test
    void endsWhatIsDeclaredAndDenied() {
        EffectiveConsent undecided = consent(TestSite.policy());
        Expiry expiry = expiry(TestSite.policy());

        assertTrue(expiry.ends("_stats", undecided));
        assertTrue(expiry.ends("_ga_XYZ", undecided));
        assertFalse(expiry.ends("basket", undecided));
        assertFalse(expiry.ends("JSESSIONID", undecided));
        assertFalse(expiry.ends("stranger", undecided));
        assertFalse(expiry.ends("_stats", accepted()));
        assertEquals(TODAY, expiry.day());
    }

    @Proves("COOKIE-8")
    @Test
    void aVersionThatIsNotInForceAnywhereYetEndsNothing() {
        Policy next = TestSite.policy().toBuilder()
                .version("2026-12")
                .effectiveFrom(LocalDate.parse("2026-12-01"))
                .declare(Declaration.cookie("_next", "ads"))
                .build();
        EffectiveConsent undecided = consent(TestSite.policy(), next);
        PolicyHistory policies = PolicyHistory.of(List.of(TestSite.policy(), next));

        assertFalse(Expiry.of(policies, TODAY).ends("_next", undecided));
        assertTrue(Expiry.of(policies, TODAY).ends("_stats", undecided));
        assertTrue(Expiry.of(policies, LocalDate.parse("2026-12-01")).ends("_next", undecided));
    }

    @Test
    void endsOnTheDeclaredDomainAndPath() {
        assertEquals(
                List.of("_ga_1" + END + "/; Domain=example.org", "deep" + END + "/shop/deep"),
                expiry(TestSite.policy()).lines(List.of("_ga_1", "deep"), "www.example.org", false));
    }

    @Test
    void leavesOutWhatTheHostCannotReach() {
        Expiry expiry = expiry(TestSite.policy());

        assertEquals(List.of(), expiry.lines(List.of("IDE"), "www.example.org", false));
        assertEquals(List.of(), expiry.lines(List.of("_ads"), "www.other.example", false));
        assertEquals(List.of(), expiry.lines(List.of("_ads"), "badexample.org", false));
        assertEquals(1, expiry.lines(List.of("_ads"), "EXAMPLE.org", false).size());
    }

    @Test
    void endsEveryExactNameAfterAnAnswerThoseOfTheRequestFirst() {
        EffectiveConsent undecided = consent(TestSite.policy());

        List<String> lines =
                expiry(TestSite.policy()).linesAfterAnswer(List.of("_ga_1"), undecided, "www.example.org", true);

        assertEquals(
                List.of("_ga_1", "_stats", "deep", "_ads"),
                lines.stream().map(line -> line.substring(0, line.indexOf('='))).toList());
        assertTrue(lines.stream().allMatch(line -> line.endsWith("; Secure; SameSite=None")));
    }

    @Test
    void endsNothingThatWasJustGranted() {
        consent(TestSite.policy());

        assertEquals(
                List.of(), expiry(TestSite.policy()).linesAfterAnswer(List.of(), accepted(), "www.example.org", false));
    }

    @Test
    void endsWhatOnlyAnEarlierVersionDeclaredAndWhereItDid() {
        Policy older = TestSite.policy().toBuilder()
                .version("2026-01")
                .declarations(List.of(
                        Declaration.cookie("gone", "ads").at(null, "/old"),
                        Declaration.cookie("_stats", "audience").at("example.org", "/elsewhere")))
                .build();
        Policy newer = TestSite.policy().toBuilder()
                .effectiveFrom(LocalDate.parse("2026-06-01"))
                .build();
        EffectiveConsent undecided = consent(older, newer);
        Expiry expiry = expiry(older, newer);

        assertTrue(expiry.ends("gone", undecided));
        assertEquals(
                List.of("_stats" + END + "/", "_stats" + END + "/elsewhere; Domain=example.org"),
                expiry.lines(List.of("_stats"), "www.example.org", false));
    }

    @Proves("COOKIE-4")
    @Test
    void forgetsWhatNoVersionOfTheLast400DaysDeclared() {
        Policy older = TestSite.policy().toBuilder()
                .version("2025-01")
                .declarations(List.of(Declaration.cookie("gone", "ads")))
                .build();
        Policy newer = TestSite.policy().toBuilder()
                .effectiveFrom(TODAY.minusDays(401))
                .build();

        assertFalse(expiry(older, newer).ends("gone", consent(older, newer)));
    }

    @Proves({"COOKIE-5", "COOKIE-6"})
    @Test
    void meetsTheRulesOfNamePrefixesAndPartitions() {
        assertEquals(
                "__Host-a" + END + "/; Secure; SameSite=None",
                Expiry.line("__Host-a", "example.org", "/x", false, false));
        assertEquals(
                "__secure-a" + END + "/x; Domain=example.org; Secure; SameSite=None",
                Expiry.line("__secure-a", "example.org", "/x", false, false));
        assertEquals(
                "__Http-a" + END + "/x; Secure; SameSite=None; HttpOnly",
                Expiry.line("__Http-a", null, "/x", false, false));
        assertEquals(
                "__Host-Http-a" + END + "/; Secure; SameSite=None; HttpOnly",
                Expiry.line("__Host-Http-a", null, "/x", false, true));
        assertEquals("a" + END + "/; Secure; SameSite=None; Partitioned", Expiry.line("a", null, "/", true, false));
        assertEquals(
                "__Host-a" + END + "/; Secure; SameSite=None; Partitioned",
                Expiry.line("__Host-a", null, "/", true, true));
        assertEquals("a" + END + "/", Expiry.line("a", null, "/", false, false));
    }

    @Test
    void reachesCookiesThatTravelWithinOtherSites() {
        assertEquals("a" + END + "/; Secure; SameSite=None", Expiry.line("a", null, "/", false, true));
        // SameSite=None counts only with Secure, and a site on plain http has no such cookies.
        assertFalse(Expiry.line("a", null, "/", false, false).contains("SameSite"));
    }

    @Proves("COOKIE-6")
    @Test
    void endsAPartitionedCookieAndItsTwinThatIsNot() {
        Declaration twin = Declaration.cookie("twin", "ads");
        Declaration partitioned =
                new Declaration(Technology.COOKIE, "twin", "ads", null, null, "/", null, true, "", Text.NONE);
        Policy policy =
                TestSite.policy().toBuilder().declare(twin).declare(partitioned).build();

        assertEquals(
                List.of(
                        "twin" + END + "/; Secure; SameSite=None",
                        "twin" + END + "/; Secure; SameSite=None; Partitioned"),
                expiry(policy).lines(List.of("twin"), "www.example.org", true));
    }

    @Proves({"COOKIE-6", "COOKIE-8"})
    @Test
    void endsAPartitionedCookieInItsPartition() {
        Declaration chips =
                new Declaration(Technology.COOKIE, "chips", "ads", null, null, "/", null, true, "", Text.NONE);
        Policy policy = TestSite.policy().toBuilder().declare(chips).build();

        assertTrue(expiry(policy)
                .lines(List.of("chips"), "www.example.org", true)
                .get(0)
                .contains("; Partitioned"));
    }

    @Proves("COOKIE-1")
    @Test
    void writesNoNameThatWouldBreakTheLine() {
        Policy policy = TestSite.policy().toBuilder()
                .declare(Declaration.cookie("x*", "ads"))
                .build();

        assertEquals(
                List.of("x,y" + END + "/"),
                expiry(policy).lines(List.of("x y", "x\u00e9", "x\u007f", "x,y", ""), "www.example.org", false));
    }

    @Test
    void boundsFieldsAndCharacters() {
        Policy policy = TestSite.policy().toBuilder()
                .declare(Declaration.cookie("x*", "ads"))
                .build();
        List<String> names = IntStream.range(0, 500).mapToObj(i -> "x" + i).toList();
        List<String> longNames =
                IntStream.range(0, 10).mapToObj(i -> "x" + i + "y".repeat(900)).toList();

        List<String> lines = expiry(policy).lines(names, "www.example.org", false);
        List<String> longLines = expiry(policy).lines(longNames, "www.example.org", false);

        assertTrue(lines.size() <= Expiry.MAX_LINES && lines.size() > Expiry.MAX_LINES / 2, lines.size() + " lines");
        assertEquals(5, longLines.size());
    }
}
