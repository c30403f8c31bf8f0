package dev.consent4j.servlet.enforcement.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {

    private static final String END = "=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=";
    private static final Set<String> KNOWN = Set.of("example.org");

    private static List<String> scopes(String host, Set<String> known, String path) {
        return Sweep.lines(List.of("a"), host, known, path, false).stream()
                .map(line -> line.substring(("a" + END).length()).replace("; Domain=", " "))
                .toList();
    }

    @Test
    void triesTheHostItsDomainAndTheParentsThatBelongToTheSite() {
        assertEquals(
                List.of("/", "/ a.b.example.org", "/ b.example.org", "/ example.org"),
                scopes("A.b.example.org", KNOWN, "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", ""})
    void triesNoDomainForOneLabelOrAnAddress(String host) {
        assertEquals(List.of("/"), scopes(host, Set.of("localhost", "0.1", "org"), "/"));
    }

    @Test
    void triesNoParentThatMayBeAPublicSuffix() {
        assertEquals(List.of("/", "/ shop.example.org"), scopes("shop.example.org", Set.of(), "/"));
        assertEquals(
                List.of("/", "/ shop.example.org"),
                scopes("shop.example.org", Set.of("org", "shop.example.org", "mple.org"), "/"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/            | /",
                "/privacy     | / /privacy",
                "/a/b         | / /a /a/ /a/b",
                "/a/b/        | / /a /a/ /a/b /a/b/",
                "/a;s=1/b     | / /a",
                "//a          | / / // //a",
                "/a%20b/c     | / /a%20b /a%20b/ /a%20b/c",
                "'/a b/c'     | / /a",
                "*            | /",
            })
    void triesEveryPrefixOfThePathThatAFieldCanCarry(String path, String prefixes) {
        assertEquals(
                List.of(prefixes.split(" ", -1)).stream().distinct().toList(), scopes("localhost", Set.of(), path));
    }

    @Test
    void triesTheLikeliestScopeOfEveryNameFirst() {
        List<String> lines = Sweep.lines(List.of("a", "b"), "www.example.org", KNOWN, "/x", true);

        assertEquals(
                List.of("a" + END + "/; Secure; SameSite=None", "b" + END + "/; Secure; SameSite=None"),
                lines.subList(0, 2));
        assertTrue(lines.get(2).contains("; Domain=www.example.org"), lines.get(2));
        assertTrue(lines.get(4).contains("; Domain=example.org"), lines.get(4));
        assertTrue(lines.get(6).contains("Path=/x; Secure"), lines.get(6));
    }

    @Test
    void triesTheOneScopeThatTheHostPrefixAllows() {
        assertEquals(
                List.of("__Host-a" + END + "/; Secure; SameSite=None"),
                Sweep.lines(List.of("__Host-a"), "www.example.org", KNOWN, "/x/y", true));
    }

    @Test
    void boundsFieldsAndCharactersAndWritesNoNameThatWouldBreakOne() {
        List<String> names = IntStream.range(0, 500).mapToObj(i -> "x" + i).toList();
        List<String> longNames =
                IntStream.range(0, 10).mapToObj(i -> "x" + i + "y".repeat(900)).toList();

        assertEquals(
                Sweep.MAX_LINES,
                Sweep.lines(names, "localhost", Set.of(), "/", true).size());
        assertEquals(4, Sweep.lines(longNames, "localhost", Set.of(), "/", true).size());
        assertEquals(
                List.of("ok" + END + "/"),
                Sweep.lines(List.of("", "a b", "\u00e9", "ok"), "localhost", Set.of(), "/", false));
    }
}
