package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.consent4j.conformance.Proves;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What an application sees of the cookies a browser sends: what it would see if the denied ones had not been sent,
 * character for character as the container delivers it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboundTest {

    private final Map<Container, RunningContainer> gated = new EnumMap<>(Container.class);
    private final Map<Container, RunningContainer> nested = new EnumMap<>(Container.class);
    private final Map<Container, RunningContainer> bare = new EnumMap<>(Container.class);

    /** Fields as sent, and as they would be sent without the denied cookies in them; an empty one is none. */
    private record Case(List<String> sent, List<String> without) {

        static Case of(String... both) {
            return new Case(
                    List.of(both).subList(0, both.length / 2), List.of(both).subList(both.length / 2, both.length));
        }
    }

    private static final List<Case> CASES = List.of(
            Case.of("a=1; _stats=2; b=3", "a=1; b=3"),
            Case.of("_stats=2; a=1", "a=1"),
            Case.of("a=1; _stats=2", "a=1"),
            Case.of("_stats=2", ""),
            Case.of("a=1; b=2", "a=1; b=2"),
            Case.of("a=1;_stats=2;b=3;c=4", "a=1;b=3;c=4"),
            Case.of("a=1;  b=2 ; _stats=2 ; c = 3", "a=1;  b=2 ; c = 3"),
            Case.of("q=\"abc\"; _stats=\"x\"; r=2", "q=\"abc\"; r=2"),
            Case.of("q=\"a b\"; _stats=1; r=2", "q=\"a b\"; r=2"),
            Case.of("h=a,b; _stats=1; r=2", "h=a,b; r=2"),
            Case.of("a=x y; _stats=1; r=2", "a=x y; r=2"),
            Case.of("j={\"k\":\"v\"}; _stats=1; r=2", "j={\"k\":\"v\"}; r=2"),
            Case.of("f=a=b=c; _stats=a=b; r=2", "f=a=b=c; r=2"),
            Case.of("d=1; _stats=1; d=2; _stats=2; d=3", "d=1; d=2; d=3"),
            Case.of("e=; f; _stats; _stats=; g=1", "e=; f; g=1"),
            Case.of("_Stats=1; _stats=2; A=1; a=2", "_Stats=1; A=1; a=2"),
            Case.of("__Host-a=%20; _stats=1; na[me]=2", "__Host-a=%20; na[me]=2"),
            Case.of("_stats=1; a=\"unterminated; b=2", "a=\"unterminated; b=2"),
            Case.of("u=\u00e9; _stats=1; r=2", "u=\u00e9; r=2"),
            Case.of("u=\u00c3\u00a9; _stats=1; r=2", "u=\u00c3\u00a9; r=2"),
            Case.of("r=2; _stats=\u00e9", "r=2"),
            Case.of("a=1; _stats=2", "_ads=3", "b=4", "a=1", "", "b=4"));

    @BeforeAll
    void start() throws Exception {
        for (Container container : Container.values()) {
            gated.put(container, container.start(DoorsTrial.class));
            nested.put(container, container.start(DoorsTrial.Nested.class));
            bare.put(container, container.start(FactsTrial.class));
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (Map<Container, RunningContainer> containers : List.of(gated, nested, bare)) {
            for (RunningContainer container : containers.values()) {
                container.close();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> hidesDeniedCookiesAndNothingElse() {
        return Arrays.stream(Container.values())
                .flatMap(container -> CASES.stream()
                        .map(row ->
                                DynamicTest.dynamicTest(container + " " + row.sent(), () -> check(container, row))));
    }

    private void check(Container container, Case row) throws IOException {
        // What the container refuses before any filter runs is refused with and without ours.
        boolean refused =
                container == Container.UNDERTOW && row.sent().toString().chars().anyMatch(c -> c > '~');
        RawExchange seen = view(gated, container, row.sent());
        if (refused) {
            assertEquals(500, seen.status());
            assertEquals(500, view(bare, container, row.sent()).status());
            return;
        }
        List<String> expected = request(view(bare, container, row.without()));
        assertEquals(expected, request(seen));
        assertEquals(expected, request(view(nested, container, row.sent())));
    }

    @Proves("COOKIE-7")
    @TestFactory
    Stream<DynamicTest> hidesThemInTheCrumbsOfHttp2() {
        return Arrays.stream(Container.values())
                .map(container -> DynamicTest.dynamicTest(container.name(), () -> {
                    String[] sent = {"Cookie: a=1", "Cookie: _stats=2", "Cookie: b=3; _ads=4", "Cookie: _ga_1=5"};
                    String[] without = {"Cookie: a=1", "Cookie: b=3"};
                    List<String> seen =
                            request(Http2Exchange.get(gated.get(container).port(), View.PATH, sent));

                    assertEquals(request(Http2Exchange.get(bare.get(container).port(), View.PATH, without)), seen);
                    assertFalse(seen.toString().contains("_stats"));
                }));
    }

    private static RawExchange view(
            Map<Container, RunningContainer> containers, Container container, List<String> fields) throws IOException {
        List<String> headers = new ArrayList<>();
        for (String field : fields) {
            if (!field.isEmpty()) {
                headers.add("Cookie: " + field);
            }
        }
        return RawExchange.get(containers.get(container).port(), View.PATH, headers.toArray(String[]::new));
    }

    /** What the application said of the request. */
    private static List<String> request(RawExchange exchange) {
        List<String> lines = exchange.body()
                .lines()
                .filter(line -> line.startsWith("cookies ") || line.startsWith("request "))
                .toList();
        assertEquals(4, lines.size(), exchange.toString());
        return lines;
    }
}
