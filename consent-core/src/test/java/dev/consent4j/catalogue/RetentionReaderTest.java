package dev.consent4j.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.policy.Lifetime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 years | P2Y | true",
                "1 Year | P1Y | true",
                "24 hours | PT24H | true",
                "30 mins | PT30M | true",
                "90 sec | PT90S | true",
                "2 weeks | P14D | true",
                "1 months | P1M | true",
                "30 seconds till 1 year | P1Y | false",
                "2 years after last activity | P2Y | false",
                "30 minutes, 3w or 1y depending on value | P1Y | false",
                "Session to 30 days | P30D | false",
                "1 hour or longer | PT1H | false",
                "60 days till 3650 days | P3650D | false",
                "0 days | P0D | true",
                "Immediately removed | PT0S | false"
            })
    void readsTheLongestTimeNamedAndSaysWhetherMoreIsSaid(String words, String iso, boolean plain) {
        assertEquals(
                new RetentionReader.Reading(
                        new Retention.Lasting(Lifetime.parse(iso).orElseThrow()), plain),
                RetentionReader.read(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "Session", "Sessions", "End of session (browser)", "session cookie", "Seesion"})
    void readsTheSession(String words) {
        assertEquals(new Retention.Session(), RetentionReader.read(words).retention());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Persistent", "Unlimited", "forever", "permanent", "no expiration"})
    void readsForEver(String words) {
        assertEquals(new RetentionReader.Reading(new Retention.Forever(), true), RetentionReader.read(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "various", "Unknown", "undefined", "Awin", "10 Nov 2030", "Local Storage", "Varies"})
    void guessesNothing(String words) {
        assertEquals(new RetentionReader.Reading(new Retention.Unstated(words), false), RetentionReader.read(words));
    }

    @Test
    void anAbsurdNumberIsNoLifetime() {
        assertEquals(
                new Retention.Unstated("99999999999999999999 years"),
                RetentionReader.read("99999999999999999999 years").retention());
    }
}
