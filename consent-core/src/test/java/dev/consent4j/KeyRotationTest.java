package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.evaluation.Person;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.signal.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are rotated and taken out, as the ledger remembers them. */
class KeyRotationTest {

    @TempDir
    Path data;

    private final SecureRandom random = new SecureRandom();
    private String cookie = "";

    @BeforeEach
    void answerOnce() {
        try (ConsentService service = start()) {
            SiteConsent site = service.sites().get(0);
            var before = site.evaluate(Given.NONE, Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE);
            Outcome outcome = site.submit(
                    Submission.of(site.newDecisionId(), Action.REJECT_ALL, Source.BANNER, Shown.NOTHING), before);
            var after = site.evaluate(outcome.given(), Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE);
            String line = site.setCookies(outcome.given(), after).get(0);
            cookie = line.substring(line.indexOf('=') + 1, line.indexOf(';'));
        }
    }

    @Test
    void aKeyCanBeRotatedMoreOftenThanARingHasRoom() {
        for (int rotations = 0; rotations <= Keyring.MAX_KEYS_PER_USE; rotations++) {
            Keyring.open(file()).rotated(KeyUse.COOKIE, random).save(file());
            start().close();
        }
        assertEquals(2, Keyring.open(file()).retired().size());
    }

    @Test
    void aCookieOfALeakedKeyIsNotBelievedOnceTheKeyIsTakenOut() {
        Keyring leaked = Keyring.open(file());
        Keyring rotated = leaked.rotated(KeyUse.COOKIE, random);
        rotated.save(file());
        assertInstanceOf(GivenConsent.class, brought());
        rotated.without(KeyUse.COOKIE, leaked.current(KeyUse.COOKIE).id()).save(file());
        assertInstanceOf(Given.Unreadable.class, brought());
    }

    @Test
    void aNodeThatStillHasARetiredKeyDoesNotStart() throws IOException {
        Keyring leaked = Keyring.open(file());
        Keyring rotated = leaked.rotated(KeyUse.COOKIE, random);
        Keyring without =
                rotated.without(KeyUse.COOKIE, leaked.current(KeyUse.COOKIE).id());
        without.save(file());
        start().close();
        rotated.save(file());
        refused("has [cookie:");
        // One that has forgotten what was retired starts, and the ledger goes on remembering it.
        without.save(file());
        List<String> lines = Files.readAllLines(file());
        Files.write(
                file(),
                lines.stream().filter(line -> !line.startsWith("retired ")).toList());
        assertEquals(Set.of(), Keyring.open(file()).retired());
        start().close();
        rotated.save(file());
        refused("has [cookie:");
    }

    @Test
    void aNodeThatLacksANewerKeyDoesNotStart() {
        Keyring older = Keyring.open(file());
        older.rotated(KeyUse.COOKIE, random).save(file());
        start().close();
        older.save(file());
        refused("lacks [cookie:");
        // Nor does one that made a key of its own instead.
        older.rotated(KeyUse.COOKIE, random).save(file());
        refused("lacks [cookie:");
    }

    private Given brought() {
        try (ConsentService service = start()) {
            return service.sites().get(0).device(List.of(cookie)).given();
        }
    }

    private void refused(String why) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, this::start);
        assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
    }

    private Path file() {
        return data.resolve("keys");
    }

    private ConsentService start() {
        Policy policy = Policy.builder("1")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("audience", Category.ANALYTICS).build())
                .build();
        return ConsentService.builder().policy(policy).data(data).build();
    }
}
