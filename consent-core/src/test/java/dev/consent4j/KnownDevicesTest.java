package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.contract.CountingMacs;
import dev.consent4j.decision.Act;
import dev.consent4j.decision.Answer;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantForm;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownDevicesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final LocalDate CHANGE = LocalDate.of(2026, 11, 24);
    private static final Policy POLICY = Policy.builder("2026-11")
            .controller("Example SA", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
            .declare(Declaration.cookie("_ga", "audience"))
            .build();
    private static final Policy NEXT = POLICY.toBuilder()
            .version("2026-11b")
            .effectiveFrom(CHANGE)
            .controller("Other SA", "mailto:privacy@example.org")
            .build();

    private final CountingMacs codes = new CountingMacs();
    private final Keyring keys = Keyring.inMemory(new SecureRandom());
    private final MovableClock clock = new MovableClock(TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC));
    private final List<ConsentService> services = new ArrayList<>();
    private final SiteConsent site = site(keys);

    @AfterEach
    void close() {
        services.forEach(ConsentService::close);
        codes.close();
    }

    @Test
    void aKnownValueCostsNoCodeAndNoEvaluation() {
        String value = value(1);
        Device first = site.device(List.of(value));
        EffectiveConsent answer = first.effective(Jurisdiction.UNKNOWN, Signals.NONE);
        int before = codes.computed();

        String field = "a=b; " + site.cookie().name() + "=" + value + "; c=d";
        int from = field.indexOf(value);
        Device again = site.device(field, from, from + value.length());

        assertSame(first, again);
        assertSame(answer, again.effective(Jurisdiction.UNKNOWN, Signals.NONE));
        assertEquals(before, codes.computed());
    }

    @Test
    void aTextThatPassedBeforeNamesItsDevice() {
        String field = "a=b; " + site.cookie().name() + "=" + value(1);
        Device device = site.device(List.of(value(1)));
        EffectiveConsent answer = device.effective(Jurisdiction.UNKNOWN, Signals.NONE);

        assertNull(site.deviceThatSent(field));
        device.passed(field, answer);

        assertSame(device, site.deviceThatSent(new StringBuilder(field).toString()));
        assertNull(site.deviceThatSent(field + " "));
        assertNull(site.deviceThatSent("c" + field.substring(1)));
    }

    @Test
    void aTextWithoutAVerifiedValueIsNotRemembered() {
        String good = value(1);
        String forged = good.substring(0, good.length() - 22) + "AAAAAAAAAAAAAAAAAAAAAA";
        for (Device device : List.of(site.device(forged, 0, forged.length()), site.device(List.of()))) {
            device.passed(forged, device.effective(Jurisdiction.UNKNOWN, Signals.NONE));

            assertNull(site.deviceThatSent(forged));
        }
    }

    @Test
    void ofManyTextsEachNamesItsOwnDeviceOrNone() {
        int known = 0;
        for (int i = 0; i < 100; i++) {
            Device device = site.device(List.of(value(i)));
            device.passed(value(i), device.effective(Jurisdiction.UNKNOWN, Signals.NONE));
        }
        for (int i = 0; i < 100; i++) {
            Device device = site.deviceThatSent(value(i));
            assertTrue(device == null || device == site.device(List.of(value(i))));
            known += device == null ? 0 : 1;
        }
        assertTrue(known > 50, () -> "the places are not spread");
    }

    @Test
    void theEmptyTextAndOneTooLongNameNobody() {
        Device device = site.device(List.of(value(1)));
        EffectiveConsent answer = device.effective(Jurisdiction.UNKNOWN, Signals.NONE);
        String tooLong = "x".repeat(Device.MAX_TEXT + 1);

        device.passed(tooLong, answer);

        assertNull(site.deviceThatSent(tooLong));
        assertNull(site.deviceThatSent(""));
    }

    @Test
    void aFloodOfForgedValuesDrivesNoKnownDeviceOut() {
        List<Device> known = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            known.add(site.device(List.of(value(i))));
        }
        String good = value(1);
        int body = good.length() - 22;
        int flood = KnownDevices.MAX_DEVICES + 1_000;
        int before = codes.computed();

        for (int i = 0; i < flood; i++) {
            String forged = good.substring(0, body) + String.format(Locale.ROOT, "%08d", i) + good.substring(body + 8);
            assertInstanceOf(
                    Given.Unreadable.class,
                    site.device(forged, 0, forged.length()).given());
        }

        assertEquals(before + flood, codes.computed());
        for (int i = 0; i < 100; i++) {
            assertSame(known.get(i), site.device(List.of(value(i))));
        }
    }

    @Test
    void aForgedValueIsNotRemembered() {
        String good = value(1);
        String forged = good.substring(0, good.length() - 22) + "AAAAAAAAAAAAAAAAAAAAAA";
        int before = codes.computed();

        site.device(forged, 0, forged.length());
        site.device(forged, 0, forged.length());

        assertEquals(before + 2, codes.computed());
    }

    @Test
    void valuesThatDifferBeforeTheirCodeOnlyAreToldApart() {
        String good = value(1);
        site.device(List.of(good));
        String forged = good.substring(0, 10) + (good.charAt(10) == 'A' ? 'B' : 'A') + good.substring(11);

        assertInstanceOf(Given.Unreadable.class, site.device(List.of(forged)).given());
        assertInstanceOf(GivenConsent.class, site.device(List.of(good)).given());
    }

    @Test
    void noMoreThanFourCopiesAreTriedEachOnce() {
        String good = value(1);
        String forged = good.substring(0, good.length() - 22) + "AAAAAAAAAAAAAAAAAAAAAA";
        int before = codes.computed();

        Device device = site.device(List.of(forged, forged, forged, forged, good));

        assertInstanceOf(Given.Unreadable.class, device.given());
        assertEquals(before + 4, codes.computed());
    }

    @Test
    void ofSeveralCopiesTheNewestIsTheDevice() {
        String older = value(1, 1);
        String newer = value(1, 2);

        assertSame(site.device(List.of(newer)), site.device(List.of(older, newer)));
        assertSame(site.device(List.of(newer)), site.device(List.of("nothing", newer, older)));
    }

    @Test
    void whatARotatedKeyMadeIsStillKnownAndWhatARemovedKeyMadeIsNot() {
        String value = value(1);
        site.device(List.of(value));

        SiteConsent rotated = site(keys.rotated(KeyUse.COOKIE, new SecureRandom()));
        SiteConsent removed = site(Keyring.inMemory(new SecureRandom()));

        assertInstanceOf(GivenConsent.class, rotated.device(List.of(value)).given());
        assertInstanceOf(Given.Unreadable.class, removed.device(List.of(value)).given());
    }

    @Test
    void anAnswerEndsOnTheDayANewVersionTakesEffect() {
        Device device = site.device(List.of(value(1)));
        assertTrue(device.effective(Jurisdiction.UNKNOWN, Signals.NONE).allows("audience"));

        clock.set(CHANGE.minusDays(1).atTime(23, 59, 59).toInstant(ZoneOffset.UTC));
        assertTrue(device.effective(Jurisdiction.UNKNOWN, Signals.NONE).allows("audience"));
        clock.set(CHANGE.atStartOfDay().toInstant(ZoneOffset.UTC));

        EffectiveConsent changed = device.effective(Jurisdiction.UNKNOWN, Signals.NONE);
        assertSame(device, site.device(List.of(value(1))));
        assertEquals("2026-11b", changed.policy().version());
        assertFalse(changed.allows("audience"));
        assertTrue(changed.purpose("audience").hasBeaten(Reason.CHANGED));
    }

    @Test
    void anAnswerEndsWhenTheGrantsItRestsOnAreEnded() {
        Device device = site.device(List.of(value(1)));
        GrantsEnded ended =
                new GrantsEnded(List.of(), List.of(new GrantsEnded.OfVersion("2026-11", TODAY.minusDays(9), TODAY)));
        EffectiveConsent before = device.effective(Jurisdiction.UNKNOWN, Signals.NONE, GrantsEnded.NONE, TODAY);

        EffectiveConsent after = device.effective(Jurisdiction.UNKNOWN, Signals.NONE, ended, TODAY);

        assertNotSame(before, after);
        assertTrue(before.allows("audience"));
        assertFalse(after.allows("audience"));
    }

    @Test
    void whatPassedUnderOneAnswerIsJudgedAgainUnderAnother() {
        String value = value(1);
        String field = site.cookie().name() + "=" + value + "; _ga=1";
        int from = field.indexOf(value);
        Device device = site.device(field, from, from + value.length());
        EffectiveConsent now = device.effective(Jurisdiction.UNKNOWN, Signals.NONE);
        assertFalse(device.hasPassed(field, now));

        device.passed(field, now);

        assertTrue(device.hasPassed(String.valueOf(field.toCharArray()), now));
        assertFalse(device.hasPassed(field + ";", now));
        clock.set(CHANGE.atStartOfDay().toInstant(ZoneOffset.UTC));
        assertFalse(device.hasPassed(field, device.effective(Jurisdiction.UNKNOWN, Signals.NONE)));
        String same = String.valueOf(field.toCharArray());
        assertSame(device, site.device(same, from, from + value.length()));
        assertSame(device, site.device(same.replace("_ga", "_gb"), from, from + value.length()));
    }

    @Test
    void longTextsAndWhatManyShareAreNotKept() {
        Device device = site.device(List.of(value(1)));
        EffectiveConsent now = device.effective(Jurisdiction.UNKNOWN, Signals.NONE);
        String longest = "x".repeat(Device.MAX_TEXT);
        device.passed(longest, now);
        assertTrue(device.hasPassed(longest, now));
        device.passed(longest + "x", now);
        assertFalse(device.hasPassed(longest + "x", now));

        Device nobody = site.device(List.of());
        EffectiveConsent asked = nobody.effective(Jurisdiction.UNKNOWN, Signals.NONE);
        nobody.passed("a=1", asked);
        assertFalse(nobody.hasPassed("a=1", asked));
    }

    @Test
    void whatCannotBeReadKeepsItsReason() {
        assertEquals(
                new Given.Unreadable("not base64url"), site.device(List.of("=")).given());
        assertEquals(
                new Given.Unreadable("truncated"), site.device(List.of("AQAA")).given());
        assertSame(Given.NONE, site.device(List.of()).given());
    }

    private SiteConsent site(Keyring ring) {
        ConsentService service = ConsentService.builder()
                .site(new Site("site", Set.of(), List.of(), PolicyHistory.of(List.of(POLICY, NEXT)), null))
                .inMemory()
                .keys(ring)
                .clock(clock)
                .build();
        services.add(service);
        return service.sites().get(0);
    }

    private String value(int visitor) {
        return value(visitor, 1);
    }

    private String value(int visitor, int act) {
        byte[] subject = new byte[16];
        subject[0] = (byte) visitor;
        Act given = new Act(act, TODAY, TODAY.plusMonths(6), "2026-11", "strict");
        Answer granted = new Answer.Granted(given, GrantForm.SPECIFIC, false, false, null);
        GivenConsent consent = new GivenConsent(
                SubjectId.of(subject), act, Map.of("audience", granted), null, Map.of(), Map.of(), null);
        String line = site.cookie().lines(consent, TODAY).get(0);
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }
}
