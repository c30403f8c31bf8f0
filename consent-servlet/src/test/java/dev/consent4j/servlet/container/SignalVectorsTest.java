package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.request.Consent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every header field of the signal vectors, through both containers: what is sent is what takes away. */
@Tag("vectors")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignalVectorsTest {

    private final List<RunningContainer> containers = new ArrayList<>();
    private ConsentService service;

    @BeforeAll
    void start() throws Exception {
        service = TestSite.service()
                .site(Site.of(
                        "shop",
                        TestSite.policy().toBuilder()
                                .purpose(Purpose.builder("reach", "analytics")
                                        .legalBasis(LegalBasis.LEGITIMATE_INTEREST)
                                        .uses(Set.of(Use.TRACKING))
                                        .build())
                                .declare(Declaration.cookie("_reach", "reach"))
                                .build()))
                .build();
        for (RunningContainer.Kind kind : RunningContainer.Kind.values()) {
            containers.add(kind.start(
                    ConsentFilter.builder(service).build(),
                    new LambdaServlet((request, response) -> response.getWriter()
                            .write(Consent.of(request)
                                            .effective()
                                            .visit()
                                            .signals()
                                            .active() + " "
                                    + Consent.of(request).purpose("ads").reason() + " "
                                    + Consent.of(request).purpose("reach").reason()))));
        }
    }

    @AfterAll
    void stop() throws Exception {
        for (RunningContainer container : containers) {
            container.close();
        }
        service.close();
    }

    @TestFactory
    Stream<DynamicTest> whatABrowserSaysIsHeard() throws Exception {
        JsonNode vectors = new ObjectMapper()
                .readTree(Path.of(System.getProperty("consent4j.vectors"), "signals.json")
                        .toFile())
                .get("vectors");
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> check(vector)));
    }

    private void check(JsonNode vector) throws Exception {
        List<String> headers = new ArrayList<>();
        vector.get("headers")
                .forEach(header -> headers.add(
                        header.get(0).asText() + ": " + header.get(1).asText()));
        // A field that an intermediary folded counts: the reading that takes more away.
        boolean gpc =
                vector.path("gpc").asBoolean() || vector.get("id").asText().equals("gpc-combined");
        boolean dnt = vector.path("dnt").asBoolean();
        List<String> active = new ArrayList<>();
        if (gpc) {
            active.add("GPC");
        }
        if (dnt) {
            active.add("DNT");
        }
        String expected = active + " " + (gpc ? "SIGNAL_GPC" : "UNDECIDED") + " " + (dnt ? "SIGNAL_DNT" : "UNDECIDED");
        for (RunningContainer container : containers) {
            String body = RawExchange.get(container.port(), "/", headers.toArray(String[]::new))
                    .body();
            assertEquals(expected, body.replaceAll("(?s)^[0-9a-f]+\r\n(.*?)\r\n0\r\n\r\n$", "$1"));
        }
    }
}
