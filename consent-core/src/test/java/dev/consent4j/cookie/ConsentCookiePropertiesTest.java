package dev.consent4j.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.key.Keyring;
import java.security.SecureRandom;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the consent cookie whatever it carries and whatever arrives in its place. */
class ConsentCookiePropertiesTest {

    private static final int PURPOSES = 12;

    private final ConsentCookie cookie = ConsentCookie.of(
            "site", new CookieScope(true, null), Keyring.inMemory(new SecureRandom()), GivenConsents.policy(PURPOSES));

    @Property
    void whatIsGivenComesBackExactly(@ForAll("given") GivenConsent given) {
        assertEquals(given, cookie.read(List.of(value(given))));
    }

    @Proves("COOKIE-1")
    @Property
    void bothLinesAreFieldsThatABrowserKeeps(@ForAll("given") GivenConsent given) {
        for (String line : cookie.lines(given, GivenConsents.TODAY)) {
            assertTrue(line.matches("__Host-(consent|choices)=[A-Za-z0-9._-]+; [A-Za-z0-9=;/ -]+"), line);
        }
    }

    @Property
    void noOtherSpellingOfACharacterVerifies(
            @ForAll("given") GivenConsent given, @ForAll int position, @ForAll("characters") char other) {
        String value = value(given);
        int at = Math.floorMod(position, value.length());
        String changed = value.substring(0, at) + other + value.substring(at + 1);

        assertEquals(changed.equals(value), cookie.read(List.of(changed)) instanceof GivenConsent);
    }

    @Property
    void noTruncationOrExtensionVerifies(@ForAll("given") GivenConsent given, @ForAll int length, @ForAll String more) {
        String value = value(given);
        String shorter = value.substring(0, Math.floorMod(length, value.length()));

        assertInstanceOf(Given.Unreadable.class, cookie.read(List.of(shorter)));
        assertEquals(more.isEmpty(), cookie.read(List.of(value + more)) instanceof GivenConsent);
        assertEquals(more.isEmpty(), cookie.read(List.of(more + value)) instanceof GivenConsent);
    }

    @Property
    void whateverArrivesIsUnreadable(@ForAll String value) {
        assertInstanceOf(Given.Unreadable.class, cookie.read(List.of(value)));
    }

    @Property
    void whateverArrivesInBase64urlIsUnreadable(@ForAll("base64url") String value) {
        assertInstanceOf(Given.Unreadable.class, cookie.read(List.of(value)));
    }

    /** What only a holder of the key could make, and did not. */
    @Property
    void everyAuthenticPayloadIsReadOrMalformed(@ForAll byte[] bytes) {
        PurposeTags tags = new PurposeTags(GivenConsents.policy(PURPOSES));
        try {
            GivenConsent given = ConsentPayload.read(new PayloadReader(bytes, 0, bytes.length), tags);
            PayloadWriter out = new PayloadWriter();
            ConsentPayload.write(out, given, tags);
            assertEquals(given, ConsentPayload.read(reader(out.bytes()), tags));
        } catch (MalformedPayloadException malformed) {
            assertTrue(malformed.getMessage().length() > 0);
        }
    }

    @Property
    void everyMutatedPayloadIsReadOrMalformed(
            @ForAll("given") GivenConsent given, @ForAll int position, @ForAll byte other) {
        PurposeTags tags = new PurposeTags(GivenConsents.policy(PURPOSES));
        PayloadWriter out = new PayloadWriter();
        ConsentPayload.write(out, given, tags);
        byte[] bytes = out.bytes();
        bytes[Math.floorMod(position, bytes.length)] = other;

        everyAuthenticPayloadIsReadOrMalformed(bytes);
    }

    @Provide
    Arbitrary<GivenConsent> given() {
        return GivenConsents.any(PURPOSES);
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.oneOf(
                Arbitraries.chars().range('A', 'Z').range('a', 'z').numeric().with('-', '_'), Arbitraries.chars());
    }

    @Provide
    Arbitrary<String> base64url() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .numeric()
                .withChars('-', '_')
                .ofMaxLength(ConsentCookie.MAX_LENGTH)
                .map(text -> "AQ" + text);
    }

    private static PayloadReader reader(byte[] bytes) {
        return new PayloadReader(bytes, 0, bytes.length);
    }

    private String value(GivenConsent given) {
        String line = cookie.lines(given, GivenConsents.TODAY).get(0);
        return line.substring(line.indexOf('=') + 1, line.indexOf(';'));
    }
}
