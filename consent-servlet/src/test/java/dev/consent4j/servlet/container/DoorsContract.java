package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Action;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.container.DoorsServlet.Door;
import dev.consent4j.servlet.container.DoorsServlet.Way;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every door of the servlet API on every dispatch of a container, seen on the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DoorsContract {

    private final RunningContainer.Kind kind;
    private ConsentService service;
    private SiteConsent site;
    private RunningContainer container;

    DoorsContract(RunningContainer.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() throws Exception {
        service = TestSite.running();
        site = service.sites().get(0);
        container = kind.start(ConsentFilter.builder(service).build(), new DoorsServlet());
    }

    @AfterAll
    void stop() throws Exception {
        container.close();
        service.close();
    }

    static Stream<Arguments> doorsAndWays() {
        return Arrays.stream(Door.values())
                .flatMap(door -> Arrays.stream(Way.values()).map(way -> Arguments.of(door, way)));
    }

    @ParameterizedTest
    @MethodSource("doorsAndWays")
    void withholdsADeniedCookieAndLetsANecessaryOnePass(Door door, Way way) throws Exception {
        RawExchange exchange = visit(door, way);

        List<String> expected = ignoresCookies(door, way) ? List.of() : List.of("basket");
        assertEquals(expected, exchange.cookieNames());
    }

    @ParameterizedTest
    @MethodSource("doorsAndWays")
    void letsAGrantedCookiePassPrivately(Door door, Way way) throws Exception {
        RawExchange exchange = visit(door, way, "Cookie: " + TestSite.cookieAfter(site, Action.ACCEPT_ALL));

        List<String> both = door == Door.SET_HEADER ? List.of("basket") : List.of("_stats", "basket");
        assertEquals(ignoresCookies(door, way) ? List.of() : both, exchange.cookieNames());
        if (!ignoresCookies(door, way)) {
            String cacheControl = exchange.all("Cache-Control").toString();
            assertTrue(cacheControl.contains("private") || cacheControl.contains("no-store"), cacheControl);
        }
    }

    @Test
    void dispatchesAnAsyncRequestToItsFirstPathAlsoAfterAForward() throws Exception {
        assertEquals("/", visit(Door.ADD_COOKIE, Way.ASYNC_AFTER_FORWARD).only("Dispatched-To"));
    }

    @Test
    void redirectsAsTheApplicationSays() throws Exception {
        RawExchange exchange = visit(Door.ADD_COOKIE, Way.BEFORE_REDIRECT);

        assertEquals(302, exchange.status());
        assertTrue(exchange.only("Location").endsWith("/elsewhere"));
    }

    @Test
    void setsNoCookieOfItsOwnForAVisitorWhoHasNotDecided() throws Exception {
        assertFalse(visit(Door.ADD_COOKIE, Way.DIRECT).cookieNames().stream()
                .anyMatch(name -> name.contains("consent") || name.contains("choices")));
    }

    /** Headers of an included servlet are ignored (Servlet 6.1, 9.3); Jetty sends its cookies all the same. */
    private boolean ignoresCookies(Door door, Way way) {
        return way == Way.INCLUDE && !(kind == RunningContainer.Kind.JETTY && door == Door.ADD_COOKIE);
    }

    private RawExchange visit(Door door, Way way, String... headers) throws Exception {
        return RawExchange.get(container.port(), "/?door=" + door + "&way=" + way, headers);
    }
}
