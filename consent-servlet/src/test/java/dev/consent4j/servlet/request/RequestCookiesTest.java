package dev.consent4j.servlet.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.servlet.FakeRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RequestCookiesTest {

    private static List<String> values(String name, String... fields) {
        List<String> headers = new ArrayList<>();
        for (String field : fields) {
            headers.addAll(List.of("Cookie", field));
        }
        return RequestCookies.values(
                FakeRequest.of(headers.toArray(String[]::new)).servlet(), name);
    }

    @Proves("COOKIE-7")
    @Test
    void readsEveryCopyInOrderAlsoAcrossFields() {
        assertEquals(List.of("1", "2", "3"), values("c", "c=1; d=9; c=2", "x=8;c=3"));
    }

    @Test
    void toleratesSpacesAndTakesValuesAsTheyAre() {
        assertEquals(List.of("a=b \"x\"", ""), values("c", "  c = a=b \"x\" ;c="));
    }

    @Test
    void doesNotTakeAPartOfAnotherNameOrValueForTheCookie() {
        assertEquals(List.of(), values("c", "cc=1; xc=2; c2=3; d=c=4; c; C=5", "", "; ;"));
        assertEquals(List.of("1"), values("c", "cc=c; d=\"c=2; c=1"));
    }

    @Test
    void readsABoundedNumberOfCopies() {
        String many = String.join("; ", Collections.nCopies(1_000, "c=1"));

        assertEquals(RequestCookies.MAX_VALUES, values("c", many).size());
    }

    @Test
    void namesEachCookieOnceAndNoNamelessOne() {
        assertEquals(
                List.of("a", "b c", "d"),
                List.copyOf(
                        RequestCookies.names(FakeRequest.of("Cookie", "a=1; b c =2; a=3; nameless; =x", "Cookie", "d=")
                                .servlet())));
        assertTrue(RequestCookies.names(FakeRequest.of().servlet()).isEmpty());
    }

    @Test
    void looksAtABoundedNumberOfNames() {
        String many = IntStream.range(0, 2_000).mapToObj(i -> "n" + i + "=1").collect(Collectors.joining(";"));

        assertEquals(
                RequestCookies.MAX_NAMES,
                RequestCookies.names(FakeRequest.of("Cookie", many).servlet()).size());
    }

    @Property
    void bothReadingsAgree(
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'c') String noise,
            @ForAll @StringLength(max = 30) String tail) {
        String field = noise + ";" + tail;
        List<String> pairs = new ArrayList<>();
        RequestCookies.read(field, (text, from, nameEnd, end) -> {
            if (text.substring(from, nameEnd).equals("a")) {
                String pair = text.substring(nameEnd, end).strip();
                pairs.add(pair);
            }
        });

        assertEquals(
                Math.min(pairs.size(), RequestCookies.MAX_VALUES),
                values("a", field).size());
    }
}
