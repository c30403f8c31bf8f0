package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Signals in several fields, folded lists, trailers and over HTTP/2 (GPC, section 3.2; TPE, 5.2). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalFieldsTest {

    private final Map<Container, RunningContainer> containers = new EnumMap<>(Container.class);

    @BeforeAll
    void start() throws Exception {
        for (Container container : Container.values()) {
            containers.put(container, container.start(SignalsTrial.class));
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (RunningContainer container : containers.values()) {
            container.close();
        }
    }

    @Proves("GPC-3")
    @TestFactory
    Stream<DynamicTest> aSignalInATrailerIsNotHeard() {
        return eachContainer(port -> {
            RawExchange exchange = RawExchange.postWithTrailer(port, "/", "Sec-GPC: 1");
            assertEquals(200, exchange.status());
            assertTrue(exchange.body().contains("heard [] UNDECIDED"), exchange.body());
        });
    }

    @Proves("GPC-2")
    @TestFactory
    Stream<DynamicTest> aSignalAmongSeveralFieldsOfHttp2IsHeard() {
        return eachContainer(port -> {
            assertTrue(Http2Exchange.get(port, "/", "sec-gpc: 1").body().contains("heard [GPC] SIGNAL_GPC"));
            assertTrue(Http2Exchange.get(port, "/", "sec-gpc: 0", "sec-gpc: 1")
                    .body()
                    .contains("heard [GPC] SIGNAL_GPC"));
            assertTrue(Http2Exchange.get(port, "/", "sec-gpc: 0", "dnt: 1abc")
                    .body()
                    .contains("heard [DNT]"));
            assertTrue(Http2Exchange.get(port, "/", "sec-gpc: true").body().contains("heard [] "));
        });
    }

    @Proves("GPC-2")
    @TestFactory
    Stream<DynamicTest> aFoldedListIsHeardMemberByMember() {
        return eachContainer(port -> {
            assertTrue(RawExchange.get(port, "/", "Sec-GPC: 1, 1").body().contains("heard [GPC]"));
            assertTrue(RawExchange.get(port, "/", "Sec-GPC: 0,1").body().contains("heard [GPC]"));
            assertTrue(RawExchange.get(port, "/", "Sec-GPC: 11, 0").body().contains("heard [] "));
            assertTrue(RawExchange.get(port, "/", "Sec-GPC:\t1\t").body().contains("heard [GPC]"));
        });
    }

    private interface Visit {
        void at(int port) throws Exception;
    }

    private Stream<DynamicTest> eachContainer(Visit visit) {
        return containers.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().name(), () -> visit.at(entry.getValue().port())));
    }
}
