package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.consent4j.ConsentService;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A site behind a real nginx that caches, keyed without cookies: what one visitor was served never tells the next one
 * anything about the first.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CachingProxyContract {

    /** How the cache is told to behave. */
    enum Cache {
        /** Obeys what the site says, and keeps ten minutes what it says nothing about. */
        POLITE("proxy_cache_valid any 10m;"),
        /** Keeps responses that set cookies, with the cookies. */
        KEEPS_COOKIES("proxy_ignore_headers Set-Cookie; proxy_cache_valid any 10m;"),
        /** Asks whether what it has is still good, and serves it when the site fails. */
        SERVES_STALE("proxy_ignore_headers Set-Cookie; proxy_cache_valid any 10m; proxy_cache_revalidate on;"
                + " proxy_cache_use_stale error timeout updating http_500 http_503 http_404;"
                + " proxy_cache_background_update on;"),
        /** Keeps everything, whatever the site says of privacy; of that only Vary is left. */
        IGNORES_PRIVACY("proxy_ignore_headers Set-Cookie Cache-Control Expires X-Accel-Expires;"
                + " proxy_cache_valid any 10m;");

        private final String directives;

        Cache(String directives) {
            this.directives = directives;
        }
    }

    /** Who visits. */
    enum Who {
        NOBODY,
        GRANTED,
        REFUSED,
        SIGNALLING
    }

    /** Pages whose every response depends on consent. */
    private static final List<String> DEPENDING = List.of(
            "/asks",
            "/asks-then-says-public",
            "/says-public-then-asks",
            "/accelerates",
            "/banner",
            "/sets",
            "/sets-and-errs",
            "/sets-and-redirects",
            "/asks-in-an-error-page",
            "/asks-in-an-include",
            "/asks-in-a-forward",
            "/asks-later",
            "/asks-after-reset");

    private static final Set<String> OF_THE_HOP =
            Set.of("date", "server", "connection", "keep-alive", "x-cache", "transfer-encoding", "content-length");

    private final Container kind;
    private final AtomicInteger addresses = new AtomicInteger();
    private final CachedSite site = new CachedSite();
    private ConsentService service;
    private RunningContainer container;
    private Nginx nginx;
    private Map<Who, List<String>> brings;

    CachingProxyContract(Container kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        StringBuilder reasons = new StringBuilder();
        NginxProgram program = NginxProgram.find(reasons)
                .orElseGet(() -> abort("NOT TESTED: no nginx here, and none could be downloaded. " + reasons));
        service = TestSite.running();
        container =
                Container.launch(kind, Trial.of(ConsentFilter.builder(service).build(), new LambdaServlet(site)));
        nginx = Nginx.start(
                program,
                directory,
                container.port(),
                Arrays.stream(Cache.values()).map(cache -> cache.directives).toList());
        brings = Map.of(
                Who.NOBODY, List.of(),
                Who.GRANTED, List.of(cookie(Action.ACCEPT_ALL, "granted-only")),
                Who.REFUSED, List.of(cookie(Action.REJECT_ALL, "refused-only")),
                Who.SIGNALLING, List.of("Sec-GPC: 1"));
    }

    @AfterAll
    void stop() throws Exception {
        if (nginx != null) {
            nginx.close();
        }
        if (container != null) {
            container.close();
            service.close();
        }
    }

    private String cookie(Action action, String statistics) {
        return "Cookie: _stats=" + statistics + "; "
                + TestSite.cookieAfter(service.sites().get(0), action);
    }

    private RawExchange through(Cache cache, Who who, String path) throws IOException {
        return RawExchange.get(
                nginx.port(cache.ordinal()), path, brings.get(who).toArray(String[]::new));
    }

    private RawExchange direct(Who who, String path) throws IOException {
        return RawExchange.get(container.port(), path, brings.get(who).toArray(String[]::new));
    }

    /** An address that no cache knows yet. */
    private String fresh(String path) {
        return path + "?" + addresses.incrementAndGet();
    }

    private static List<String> headers(RawExchange exchange) {
        return exchange.headers().stream()
                .filter(line -> !OF_THE_HOP.contains(
                        line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT)))
                .map(line -> line.replace(": ", ":"))
                .sorted()
                .toList();
    }

    /** Each form has an identity of its own. */
    private static String body(RawExchange exchange) {
        return exchange.body().replaceAll("name=\"(decision|served)\" value=\"[^\"]+\"", "");
    }

    private static Stream<Arguments> pairs(List<String> pages) {
        List<Arguments> pairs = new ArrayList<>();
        for (Cache cache : Cache.values()) {
            for (String page : pages) {
                pairs.add(Arguments.of(cache, page));
            }
        }
        return pairs.stream();
    }

    static Stream<Arguments> dependingPages() {
        return pairs(DEPENDING);
    }

    @Proves({"P-8", "GPC-7"})
    @ParameterizedTest
    @MethodSource("dependingPages")
    void whatDependsOnConsentIsServedToNobodyElse(Cache cache, String page) throws IOException {
        for (Who first : Who.values()) {
            for (Who second : Who.values()) {
                String address = fresh(page);
                String pair = cache + " " + page + " " + first + " then " + second;
                through(cache, first, address);
                RawExchange served = through(cache, second, address);
                RawExchange own = direct(second, address);

                if (first != second || cache != Cache.IGNORES_PRIVACY) {
                    assertNotEquals("HIT", served.only("X-Cache"), pair);
                }
                assertEquals(own.status(), served.status(), pair);
                assertEquals(body(own), body(served), pair);
                assertEquals(headers(own), headers(served), pair);
            }
        }
    }

    static Stream<Arguments> cookieReadingPages() {
        return pairs(List.of("/reads", "/reads-raw"));
    }

    /** What such a page says to somebody without cookies is public; what it says to anybody else is not. */
    @ParameterizedTest
    @MethodSource("cookieReadingPages")
    void aPageThatReadsCookiesShowsNobodysToAnother(Cache cache, String page) throws IOException {
        for (Who first : Who.values()) {
            for (Who second : Who.values()) {
                String address = fresh(page);
                String pair = cache + " " + page + " " + first + " then " + second;
                through(cache, first, address);
                RawExchange served = through(cache, second, address);
                RawExchange own = direct(second, address);

                assertTrue(
                        List.of(own.body(), direct(Who.NOBODY, address).body()).contains(served.body()), pair);
                assertTrue(
                        own.all("Set-Cookie").containsAll(served.all("Set-Cookie")),
                        () -> pair + served.all("Set-Cookie"));
            }
        }
        assertTrue(direct(Who.GRANTED, fresh(page)).body().contains("granted-only"));
        assertFalse(direct(Who.REFUSED, fresh(page)).body().contains("refused-only"));
    }

    @Proves("P-8")
    @ParameterizedTest
    @EnumSource
    void aPageThatDoesNotAskIsKeptForEverybody(Cache cache) throws IOException {
        String address = fresh("/plain");
        RawExchange first = through(cache, Who.GRANTED, address);
        assertEquals("MISS", first.only("X-Cache"));

        for (Who second : Who.values()) {
            RawExchange served = through(cache, second, address);

            assertEquals("HIT", served.only("X-Cache"), second.toString());
            assertEquals(first.body(), served.body());
            assertEquals(headers(first), headers(served));
            assertEquals("public, max-age=600", served.only("Cache-Control"));
            assertEquals(List.of(), served.all("Vary"));
            assertEquals(List.of(), served.all("Set-Cookie"));
        }
        assertEquals("MISS", through(cache, Who.NOBODY, fresh("/plain")).only("X-Cache"));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTheSameForEverybodyOfOursIsKept(Cache cache) throws IOException {
        String style = direct(Who.NOBODY, "/privacy/choices")
                .body()
                .split("href=\"", 2)[1]
                .split("\"", 2)[0];
        for (String path : List.of("/.well-known/gpc.json", style)) {
            through(cache, Who.SIGNALLING, path);
            RawExchange served = through(cache, Who.GRANTED, path);

            assertEquals(200, served.status(), path);
            assertEquals("HIT", served.only("X-Cache"), path);
            assertEquals(List.of(), served.all("Set-Cookie"), path);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theChoicesPageIsServedToNobodyElse(Cache cache) throws IOException {
        String address = fresh("/privacy/choices");
        for (Who who : Who.values()) {
            RawExchange served = through(cache, who, address);

            assertEquals("MISS", served.only("X-Cache"), who.toString());
            assertEquals(200, served.status());
            assertEquals(direct(who, address).all("Set-Cookie"), served.all("Set-Cookie"), who.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAVisitorIsAnsweredToARevalidationIsNotWhatOthersGet(Cache cache) throws IOException {
        String address = fresh("/conditional");
        RawExchange granted = RawExchange.get(
                nginx.port(cache.ordinal()), address, brings.get(Who.GRANTED).get(0), "If-None-Match: \"v1\"");
        assertTrue(granted.body().contains("audience true") || granted.status() == 304, granted.body());
        assertEquals(List.of(), granted.all("ETag"));

        RawExchange nobody = RawExchange.get(nginx.port(cache.ordinal()), address, "If-None-Match: \"v1\"");

        assertFalse(nobody.body().contains("audience true"), nobody.body());
        assertNotEquals("HIT", nobody.only("X-Cache"));
    }

    /** A page that was public begins to ask: what was kept is nobody's, what follows is kept for nobody. */
    @Test
    void aStaleCopyHoldsNothingOfWhoeverWasAskedAboutMeanwhile() throws Exception {
        for (String mode : List.of("answers", "fails", "not-modified")) {
            site.turn("plain");
            String address = fresh("/turning");
            String kept = through(Cache.SERVES_STALE, Who.NOBODY, address).body();
            site.turn(mode);
            List<String> seen = new ArrayList<>();
            while (!seen.contains("EXPIRED") && !seen.contains("STALE") && !seen.contains("REVALIDATED")) {
                assertTrue(seen.size() < 2_000, seen::toString);
                RawExchange granted = through(Cache.SERVES_STALE, Who.GRANTED, address);
                seen.add(granted.only("X-Cache"));
                assertTrue(granted.body().equals(kept) || granted.body().contains("audience true"), granted.body());
                Thread.sleep(10);
            }
            for (Who second : List.of(Who.NOBODY, Who.REFUSED, Who.SIGNALLING)) {
                RawExchange served = through(Cache.SERVES_STALE, second, address);

                assertFalse(served.body().contains("audience true"), mode + " " + served.body());
                assertFalse(served.all("Set-Cookie").toString().contains("_stats=granted"), mode);
            }
        }
    }

    @Test
    void aRequestForTheHeadLeavesNothingToTheNextVisitor() throws Exception {
        for (Cache cache : Cache.values()) {
            String address = fresh("/sets");
            RawExchange.head(
                    nginx.port(cache.ordinal()),
                    address,
                    brings.get(Who.GRANTED).get(0));

            RawExchange served = through(cache, Who.NOBODY, address);

            assertEquals("MISS", served.only("X-Cache"));
            assertEquals(List.of(), served.all("Set-Cookie"));
        }
    }
}
