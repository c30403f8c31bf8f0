package dev.consent4j.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.decision.GivenConsent;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.PolicyHistory;
import java.security.SecureRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes of names, equals signs and values of both cookies together, with a subject and twenty purposes. */
class ConsentCookieSizeTest {

    private static final int LIMIT = 240;
    private static final int PURPOSES = 20;

    @ParameterizedTest
    @CsvSource({"1, 2026-11, gdpr", "2, 2026-11, gdpr", "2, 2026-11-22, joined", "1, 2026-11-22-extended-a, joined"})
    void twentyPurposesInOneOrTwoActsFitInto240Bytes(int acts, String version, String regime) {
        int size = size(acts, version, regime);

        assertTrue(size <= LIMIT, () -> "takes " + size);
    }

    /** Twenty purposes, each answered on a day of its own: 232 bytes more than in two acts, and still read. */
    @ParameterizedTest
    @CsvSource({"2, 212", "5, 264", "20, 444"})
    void eachFurtherActCostsItsDates(int acts, int bytes) {
        assertEquals(bytes, size(acts, "2026-11", "gdpr"));
    }

    private static int size(int acts, String version, String regime) {
        ConsentCookie cookie = ConsentCookie.of(
                "site",
                new CookieScope(true, null),
                Keyring.inMemory(new SecureRandom()),
                PolicyHistory.of(GivenConsents.policy(version, PURPOSES)));
        GivenConsent given = GivenConsents.answered(PURPOSES, acts, version, regime);
        return cookie.lines(given, GivenConsents.TODAY).stream()
                .mapToInt(line -> line.indexOf(';'))
                .sum();
    }
}
