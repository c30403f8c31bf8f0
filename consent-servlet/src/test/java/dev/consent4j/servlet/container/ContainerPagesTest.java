package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages with denied elements in the containers of their own class loaders, which {@link MarkupContract} does not reach. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerPagesTest {

    private static final List<PageWay> WAYS = PageWay.all().toList();

    private final Map<Container, RunningContainer> containers = new EnumMap<>(Container.class);

    @BeforeAll
    void start() throws Exception {
        for (Container container : Container.values()) {
            if (container.isOlder()) {
                containers.put(container, container.start(PagesTrial.class));
            }
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (RunningContainer container : containers.values()) {
            container.close();
        }
    }

    static Stream<Arguments> pages() {
        return Stream.of(Container.values())
                .filter(Container::isOlder)
                .flatMap(container -> IntStream.range(0, WAYS.size())
                        .mapToObj(way ->
                                Arguments.of(container, way, WAYS.get(way).name())));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("pages")
    void aDeniedElementIsInertHoweverThePageIsWritten(Container container, int way, String name) throws Exception {
        RawExchange exchange = RawExchange.get(containers.get(container).port(), "/" + way);

        assertEquals(200, exchange.status(), name);
        assertEquals(PageWay.REWRITTEN, new String(exchange.content(), StandardCharsets.UTF_8), name);
    }
}
