package dev.consent4j.servlet.enforcement.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.FakeResponse;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentVaryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept-Encoding|Accept-Encoding, Cookie, Sec-GPC, DNT",
                "dnt, COOKIE|dnt, COOKIE, Sec-GPC",
                " Origin ,, Origin |Origin, Cookie, Sec-GPC, DNT",
                "*|*",
                "Accept-Encoding, *|*",
                ",|Cookie, Sec-GPC, DNT"
            })
    void keepsWhatTheApplicationNamesAndAddsTheCookiesAndTheSignals(String given, String sent) {
        assertEquals(sent, ConsentVary.narrowed(List.of(given)));
    }

    @Test
    void joinsSeveralFieldsBecauseSomeCachesReadOneOnly() {
        FakeResponse response = new FakeResponse();
        response.servlet().addHeader("Vary", "Origin");
        response.servlet().addHeader("Vary", "Accept-Language, origin");

        ConsentVary.apply(response.servlet());

        assertEquals(List.of("Origin, Accept-Language, Cookie, Sec-GPC, DNT"), response.all("Vary"));
    }

    @Property
    void isIdempotent(@ForAll @StringLength(max = 40) String given) {
        String once = ConsentVary.narrowed(List.of(given));

        assertEquals(once, ConsentVary.narrowed(List.of(once)));
        assertTrue(once.equals("*") || once.contains("Sec-GPC"));
    }
}
