package dev.consent4j.servlet.enforcement.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.servlet.FakeResponse;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachePrivacyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public, max-age=60|private, no-cache, max-age=60",
                "no-store|private, no-cache, no-store",
                "No-Store, PUBLIC , S-MaxAge=9|private, no-cache, No-Store",
                "private=\"a, public, b\", no-transform|private, no-cache, no-transform",
                "no-cache=\"Set-Cookie\"|private, no-cache",
                "immutable, stale-while-revalidate=60, stale-if-error=60|private, no-cache",
                "must-revalidate, must-revalidate|private, no-cache, must-revalidate",
                ", ,|private, no-cache",
                "x=\"open, no-store|private, no-cache, x=\"open, no-store",
                "x=\"a\\\", public\", no-store|private, no-cache, x=\"a\\\", public\", no-store",
                "x=\"a\\|private, no-cache, x=\"a\\",
                "a\\, public|private, no-cache, a\\"
            })
    void narrowsWhatTheApplicationSays(String given, String narrowed) {
        assertEquals(narrowed, CachePrivacy.narrowed(List.of(given)));
    }

    @Test
    void joinsSeveralFields() {
        assertEquals("private, no-cache", CachePrivacy.narrowed(List.of()));
        assertEquals(
                "private, no-cache, max-age=1, no-store",
                CachePrivacy.narrowed(List.of("public, max-age=1", "no-store, public")));
    }

    @Property
    void isIdempotentAndNeverPublic(@ForAll @StringLength(max = 60) String given) {
        String once = CachePrivacy.narrowed(List.of(given));

        assertTrue(once.startsWith("private, no-cache"));
        assertEquals(once, CachePrivacy.narrowed(List.of(once)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expires",
                "etag",
                "LAST-MODIFIED",
                "Surrogate-Control",
                "CDN-Cache-Control",
                "Acme-CDN-Cache-Control",
                "akamai-cache-control",
                "x-accel-expires",
                "Edge-Control",
                "X-LiteSpeed-Cache-Control"
            })
    void takesOutWhatLetsACacheReuseTheResponse(String header) {
        assertTrue(CachePrivacy.takesOut(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cache-Control", "Vary", "Content-Type", "Age"})
    void leavesOtherHeadersAlone(String header) {
        assertFalse(CachePrivacy.takesOut(header));
    }

    @Test
    void makesAResponsePrivateThatSaidOtherwise() {
        FakeResponse response = publicResponse(new FakeResponse());

        CachePrivacy.apply(response.servlet());

        assertEquals(List.of("private, no-cache, max-age=60"), response.all("Cache-Control"));
        assertEquals(List.of("Accept-Encoding"), response.all("Vary"));
        assertEquals(2, response.headers().size());
    }

    @Test
    void blanksWhatAnOlderContainerDoesNotRemove() {
        FakeResponse response = publicResponse(new FakeResponse().keepingHeadersSetToNull());

        CachePrivacy.apply(response.servlet());

        assertEquals(List.of(""), response.all("ETag"));
        assertEquals(List.of("0"), response.all("Expires"));
        assertEquals(List.of(""), response.all("Surrogate-Control"));
    }

    private static FakeResponse publicResponse(FakeResponse response) {
        response.servlet().setHeader("Cache-Control", "public, max-age=60");
        response.servlet().setHeader("ETag", "\"1\"");
        response.servlet().setHeader("Expires", "Fri, 01 Jan 2100 00:00:00 GMT");
        response.servlet().setHeader("Surrogate-Control", "max-age=60");
        response.servlet().setHeader("Vary", "Accept-Encoding");
        return response;
    }
}
