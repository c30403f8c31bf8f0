package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.conformance.Proves;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every door of the servlet API on every way of a container, seen on the wire: the denied cookie is withheld, the necessary
 * one passes unless the container drops it, ours are there once each, and what depended on consent is private.
 */
abstract class DoorsContract {

    private final Container container;

    DoorsContract(Container container) {
        this.container = container;
    }

    @Proves({"P-1", "EU-15", "SERVLET-1", "SERVLET-4"})
    @TestFactory
    Stream<DynamicTest> withholdsThroughEveryDoorOnEveryWay() throws Exception {
        return DoorMatrix.of(container).entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey().setup() + " " + row.getKey().name(), () -> check(row.getKey(), row.getValue())));
    }

    private static void check(DoorRow row, DoorRow.Seen seen) {
        assertEquals(List.of(), seen.faults());
        assertEquals(row.expected(), seen.sent());
    }
}
