package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The session cookie, which a container sets past every filter, held back until its purpose is permitted. */
@Proves("SERVLET-5")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerSessionsTest {

    private final Map<Container, RunningContainer> containers = new EnumMap<>(Container.class);

    @BeforeAll
    void start() throws Exception {
        for (Container container : Container.values()) {
            containers.put(container, container.start(SessionsTrial.class));
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (RunningContainer container : containers.values()) {
            container.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeniedVisitorGetsNoSessionOfTheContainer(Container container) throws Exception {
        RawExchange exchange = RawExchange.get(port(container), "/");

        assertEquals(List.of(), exchange.all("Set-Cookie"));
        assertSays(exchange, "existing false, cookie false, requested false, valid false, from cookie false");
        assertSays(exchange, "from url false, kept 1, changed true");
        assertEquals("private, no-cache", exchange.only("Cache-Control"));
    }

    @ParameterizedTest
    @EnumSource
    void aVisitorWhoPermittedItGetsOne(Container container) throws Exception {
        int port = port(container);

        RawExchange first = RawExchange.get(port, "/", "Cookie: " + DoorMatrix.accepted(port));

        assertTrue(first.cookieNames().contains("JSESSIONID"), first.toString());
        assertSays(first, "existing false");
        assertTrue(first.all("Cache-Control").toString().contains("private"), first.toString());
        RawExchange second = RawExchange.get(port, "/", "Cookie: " + DoorMatrix.accepted(port) + "; " + session(first));
        assertSays(second, "existing true, cookie true, requested true, valid true, from cookie true");
    }

    @ParameterizedTest
    @EnumSource
    void afterWithdrawalTheSessionIsHiddenAndItsCookieDeleted(Container container) throws Exception {
        int port = port(container);
        String session = session(RawExchange.get(port, "/", "Cookie: " + DoorMatrix.accepted(port)));

        RawExchange exchange = RawExchange.get(port, "/", "Cookie: " + session);

        assertEquals(
                List.of("JSESSIONID=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/"),
                exchange.all("Set-Cookie"));
        assertSays(exchange, "existing false, cookie false, requested false, valid false, from cookie false");
    }

    private int port(Container container) {
        return containers.get(container).port();
    }

    private static String session(RawExchange exchange) {
        List<String> lines = exchange.all("Set-Cookie").stream()
                .filter(line -> line.startsWith("JSESSIONID="))
                .toList();
        return lines.get(lines.size() - 1).split(";")[0];
    }

    private static void assertSays(RawExchange exchange, String text) {
        assertTrue(exchange.body().contains(text), exchange.body());
    }
}
