package dev.consent4j.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Denial;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.Source;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Use;
import dev.consent4j.signal.Signal;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentCookieTest {

    private static final CookieScope HOST = new CookieScope(true, null);
    private static final GivenConsent FIRST = GivenConsents.answered(4, 1, "2026-11", "gdpr");
    private static final GivenConsent SECOND = GivenConsents.answered(4, 2, "2026-11", "gdpr");

    private final Keyring keys = Keyring.inMemory(new SecureRandom());
    private final PolicyHistory policies = GivenConsents.policy(4);
    private final ConsentCookie cookie = ConsentCookie.of("site", HOST, keys, policies);

    @Proves("COOKIE-5")
    @Test
    void hasTheHostPrefixOnHttpsUnlessADomainIsConfigured() {
        assertEquals("__Host-consent __Host-choices", names(new CookieScope(true, null)));
        assertEquals("consent choices", names(new CookieScope(true, "example.org")));
        assertEquals("consent choices", names(new CookieScope(false, null)));
    }

    @Proves("COOKIE-4")
    @Test
    void setsBothCookiesForFourHundredDaysAndHidesOnlyTheFirstFromScripts() {
        assertEquals(
                List.of(
                        "; Max-Age=34560000; Path=/; SameSite=Lax; Secure; HttpOnly",
                        "; Max-Age=34560000; Path=/; SameSite=Lax; Secure"),
                attributes(HOST));
        assertEquals(
                List.of(
                        "; Max-Age=34560000; Path=/; Domain=example.org; SameSite=Lax; HttpOnly",
                        "; Max-Age=34560000; Path=/; Domain=example.org; SameSite=Lax"),
                attributes(new CookieScope(false, "example.org")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".example.org", "https://example.org", "example.org:8080", "Example.org", "a..b", "a; b"})
    void refusesADomainThatIsNoHostName(String domain) {
        var problems = assertThrows(ConfigurationException.class, () -> new CookieScope(true, domain))
                .problems();

        assertEquals("domain", problems.get(0).path());
    }

    @Test
    void refusesADomainLongerThanAnyHostName() {
        String longest = "a.".repeat(126) + "a";

        assertEquals(longest, new CookieScope(true, longest).domain());
        assertThrows(ConfigurationException.class, () -> new CookieScope(true, "a." + longest));
    }

    @Test
    void nothingIsGivenWhereNoCookieIs() {
        assertEquals(Given.NONE, cookie.read(List.of()));
    }

    @Proves("COOKIE-7")
    @Test
    void ofSeveralCopiesTheOneWithTheLatestActCounts() {
        assertEquals(SECOND, cookie.read(List.of(value(FIRST), value(SECOND))));
        assertEquals(SECOND, cookie.read(List.of(value(SECOND), value(FIRST))));
    }

    @Test
    void ofCopiesWithTheSameActTheLaterDayCounts() {
        GivenConsent earlier = signalled(GivenConsents.TODAY);
        GivenConsent later = signalled(GivenConsents.TODAY.plusDays(1));

        assertEquals(later, cookie.read(List.of(value(earlier), value(later))));
        assertEquals(later, cookie.read(List.of(value(later), value(earlier))));
    }

    @Proves("COOKIE-7")
    @Test
    void aCopyThatVerifiesCountsBesideOnesThatDoNot() {
        assertEquals(FIRST, cookie.read(List.of("forged", value(FIRST), "forged")));
    }

    @Test
    void theReasonIsThatOfTheFirstCopyWhenNoneVerifies() {
        assertEquals(new Given.Unreadable("not base64url"), cookie.read(List.of("?", "")));
        assertEquals(new Given.Unreadable("truncated"), cookie.read(List.of("", "?")));
    }

    @Test
    void noMoreThanFourCopiesAreTried() {
        List<String> values = new ArrayList<>(Collections.nCopies(ConsentCookie.MAX_TRIED - 1, "forged"));
        values.add(value(FIRST));
        assertEquals(FIRST, cookie.read(values));

        values.add(0, "forged");
        assertInstanceOf(Given.Unreadable.class, cookie.read(values));
        assertInstanceOf(Given.Unreadable.class, cookie.read(Collections.nCopies(50, "forged")));
    }

    @Test
    void aValueOfEightKilobytesIsTooLong() {
        assertEquals(new Given.Unreadable("too long"), cookie.read(List.of("A".repeat(8_192))));
        assertEquals(new Given.Unreadable("too long"), cookie.read(List.of("A".repeat(ConsentCookie.MAX_LENGTH + 1))));
        assertNotEquals(new Given.Unreadable("too long"), cookie.read(List.of("A".repeat(ConsentCookie.MAX_LENGTH))));
    }

    @Test
    void anotherSiteNameAndKeyDoNotVerify() {
        List<String> copy = List.of(value(FIRST));

        assertEquals(
                new Given.Unreadable("forged"),
                ConsentCookie.of("other", HOST, keys, policies).read(copy));
        assertEquals(
                new Given.Unreadable("forged"),
                ConsentCookie.of("site", new CookieScope(false, null), keys, policies)
                        .read(copy));
        assertInstanceOf(
                Given.Unreadable.class,
                ConsentCookie.of("site", HOST, Keyring.inMemory(new SecureRandom()), policies)
                        .read(copy));
    }

    @Test
    void aRotatedKeyStillVerifiesAndTheNewOneIsUsed() {
        Keyring rotated = keys.rotated(KeyUse.COOKIE, new SecureRandom());
        ConsentCookie after = ConsentCookie.of("site", HOST, rotated, policies);

        assertEquals(FIRST, after.read(List.of(value(FIRST))));
        assertEquals(new Given.Unreadable("unknown key"), cookie.read(List.of(value(after, FIRST))));
    }

    @Test
    void answersToPurposesTheHistoryLacksAreSkipped() {
        ConsentCookie newer = ConsentCookie.of("site", HOST, keys, GivenConsents.policy(5));
        GivenConsent given = GivenConsents.answered(5, 1, "2026-11", "gdpr");

        assertEquals(FIRST, cookie.read(List.of(value(newer, given))));
        assertEquals(FIRST, newer.read(List.of(value(cookie, given))));
    }

    @Test
    void daysBeforeTheFormatBeganAreTakenForItsFirst() {
        Act early = new Act(1, LocalDate.of(1999, 1, 1), LocalDate.of(1998, 1, 1), "v", "gdpr");
        GivenConsent read = (GivenConsent) cookie.read(List.of(value(rejected(early))));

        Act clamped = read.rejectAll();
        assertEquals(LocalDate.of(2020, 1, 1), clamped.day());
        assertEquals(clamped.day(), clamped.until());
    }

    @Test
    void aVersionLongerThanAnyPolicyAllowsIsCutAndSoUnknown() {
        GivenConsent read = (GivenConsent) cookie.read(
                List.of(value(rejected(GivenConsents.act(1, "ü".repeat(5_000), "r".repeat(5_000))))));

        assertEquals("ü".repeat(24), read.rejectAll().policyVersion());
    }

    @Test
    void refusesAHistoryWithMorePurposesThanACookieHasRoomFor() {
        PolicyHistory many = GivenConsents.policy(ConsentCookie.MAX_PURPOSES);

        String message = assertThrows(ConfigurationException.class, () -> ConsentCookie.of("site", HOST, keys, many))
                .getMessage();

        assertTrue(message.contains("501 over all versions"), message);
    }

    @Test
    void oneActOnAsManyPurposesAsAllowedFits() {
        int most = ConsentCookie.MAX_PURPOSES - 1;
        ConsentCookie large = ConsentCookie.of("site", HOST, keys, GivenConsents.policy(most));
        GivenConsent given = GivenConsents.answered(most, 1, "a-version-of-24-characte", "joined");

        assertEquals(given, large.read(List.of(value(large, given))));
    }

    @Test
    void whatHasNoRoomLosesItsOldestGrantsAndKeepsEveryDenial() {
        int purposes = 140;
        ConsentCookie large = ConsentCookie.of("site", HOST, keys, GivenConsents.policy(purposes));
        GivenConsent given = alternating(purposes, true);

        GivenConsent read = (GivenConsent) large.read(List.of(value(large, given)));

        assertTrue(read.grantsAnything());
        given.answers().forEach((purpose, answer) -> {
            Answer kept = read.answers().get(purpose);
            if (answer instanceof Answer.Denied) {
                assertEquals(answer, kept);
            } else if (((Answer.Granted) answer).replaced() != null) {
                assertTrue(answer.equals(kept)
                        || ((Answer.Granted) answer).replaced().equals(kept));
            } else {
                assertTrue(kept == null || answer.equals(kept));
            }
        });
        assertEquals(
                given.answers().get("purpose-" + (purposes - 2)), read.answers().get("purpose-" + (purposes - 2)));
    }

    @Test
    void whatHasNoRoomWithoutAnyGrantBecomesARejectAll() {
        int purposes = 400;
        ConsentCookie large = ConsentCookie.of("site", HOST, keys, GivenConsents.policy(purposes));
        GivenConsent given = alternating(purposes, false);

        GivenConsent read = (GivenConsent) large.read(List.of(value(large, given)));

        assertEquals(Map.of(), read.answers());
        assertEquals(GivenConsents.act(purposes), read.rejectAll());
        assertEquals(given.subject(), read.subject());
        assertEquals(given.acts(), read.acts());
    }

    @Test
    void theScriptReadsChoicesInTheOrderOfThePolicy() {
        // necessary, then four purposes: granted, denied, granted, denied
        assertEquals("1.WYA.20270522.2026-11", choices(cookie, FIRST));
    }

    @Test
    void theScriptReadsNothingOfAVisitor() {
        GivenConsent other = new GivenConsent(null, 9, FIRST.answers(), null, Map.of(), Map.of(), null);

        assertEquals(choices(cookie, FIRST), choices(cookie, other));
    }

    @Test
    void theScriptReadsUndecidedBeforeAnyAnswerAndDeniedAfterARejectAll() {
        assertEquals("1.QAA.20270522.2026-11", choices(cookie, signalled(GivenConsents.TODAY)));
        assertEquals("1.aoA.20270522.2026-11", choices(cookie, rejected(GivenConsents.act(1))));
    }

    @Test
    void theScriptReadsAGrantLaterThanARejectAll() {
        GivenConsent given = new GivenConsent(
                null,
                2,
                Map.of("purpose-0", granted(2), "purpose-1", granted(1)),
                GivenConsents.act(1),
                Map.of(),
                Map.of(),
                null);

        assertEquals("1.WoA.20270522.2026-11", choices(cookie, given));
    }

    @Test
    void theScriptReadsDeniedWhereAUseIsOptedOutOf() {
        PolicyHistory selling = PolicyHistory.of(GivenConsents.policy("2026-11", 2, Set.of(Use.SALE)));
        ConsentCookie seller = ConsentCookie.of("site", HOST, keys, selling);
        GivenConsent given = new GivenConsent(
                null,
                2,
                Map.of("purpose-0", granted(2), "purpose-1", granted(1)),
                null,
                Map.of(Use.SALE, GivenConsents.act(1)),
                Map.of(),
                null);

        assertEquals("1.WA.20270522.2026-11", choices(seller, given));
    }

    @Test
    void theScriptReadsTheVersionAnsweredElseTheNewest() {
        PolicyHistory two = PolicyHistory.of(List.of(
                GivenConsents.policy("2026-11", 1).toBuilder()
                        .effectiveFrom(LocalDate.of(2026, 11, 1))
                        .build(),
                GivenConsents.policy("2026-12", 1).toBuilder()
                        .effectiveFrom(LocalDate.of(2026, 12, 1))
                        .build()));
        ConsentCookie both = ConsentCookie.of("site", HOST, keys, two);

        assertTrue(
                choices(both, rejected(GivenConsents.act(1, "2026-11", "gdpr"))).endsWith(".2026-11"));
        assertTrue(
                choices(both, rejected(GivenConsents.act(1, "2020-01", "gdpr"))).endsWith(".2026-12"));
        assertTrue(choices(both, GivenConsent.EMPTY).endsWith(".2026-12"));
    }

    @Test
    void everyConstantHasACode() {
        assertEquals(List.of(Denial.values()), Codes.DENIALS);
        assertEquals(List.of(GrantForm.values()), Codes.FORMS);
        assertEquals(List.of(Use.values()), Codes.USES);
        assertEquals(List.of(Signal.values()), Codes.SIGNALS);
        assertEquals(List.of(Action.values()), Codes.ACTIONS);
        assertEquals(List.of(Source.values()), Codes.SOURCES);
    }

    @Test
    void neverShowsWhatItWasSent() {
        assertFalse(cookie.read(List.of("c2VjcmV0")).toString().contains("c2VjcmV0"));
    }

    /** Each purpose in an act of its own, every second one granted in place of a denial, if grants are wanted. */
    private static GivenConsent alternating(int purposes, boolean grants) {
        Map<String, Answer> answers = new TreeMap<>();
        List<String> ids = GivenConsents.purposes(purposes);
        for (int i = 0; i < purposes; i++) {
            Act act = GivenConsents.act(i + 1);
            Answer.Denied denied = new Answer.Denied(act, Denial.REFUSED);
            boolean granted = grants && i % 2 == 0;
            answers.put(
                    ids.get(i),
                    granted
                            ? new Answer.Granted(act, GrantForm.ALL, false, false, i % 4 == 0 ? denied : null)
                            : denied);
        }
        return new GivenConsent(GivenConsents.SUBJECT, purposes, answers, null, Map.of(), Map.of(), null);
    }

    private static Answer granted(int act) {
        return new Answer.Granted(GivenConsents.act(act), GrantForm.SPECIFIC, false, false, null);
    }

    private static GivenConsent rejected(Act act) {
        return new GivenConsent(null, act.number(), Map.of(), act, Map.of(), Map.of(), null);
    }

    private static GivenConsent signalled(LocalDate day) {
        Act act = new Act(1, day, day.plusMonths(6), "2026-11", "gdpr");
        return new GivenConsent(null, 1, Map.of(), null, Map.of(), Map.of(Signal.GPC, act), null);
    }

    private String names(CookieScope scope) {
        ConsentCookie scoped = ConsentCookie.of("site", scope, keys, policies);
        return scoped.name() + " " + scoped.scriptName();
    }

    private List<String> attributes(CookieScope scope) {
        ConsentCookie scoped = ConsentCookie.of("site", scope, keys, policies);
        return scoped.lines(FIRST, GivenConsents.TODAY).stream()
                .map(line -> line.substring(line.indexOf(';')))
                .toList();
    }

    private static String choices(ConsentCookie cookie, GivenConsent given) {
        String line = cookie.lines(given, LocalDate.of(2027, 5, 22)).get(1);
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }

    private String value(GivenConsent given) {
        return value(cookie, given);
    }

    private static String value(ConsentCookie cookie, GivenConsent given) {
        String line = cookie.lines(given, GivenConsents.TODAY).get(0);
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }
}
