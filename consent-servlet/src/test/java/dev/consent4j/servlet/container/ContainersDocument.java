package dev.consent4j.servlet.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes {@code docs/containers.md} from what the containers showed. */
final class ContainersDocument {

    private static final String PASSES = "passes";

    private final Map<Container, Map<DoorRow, DoorRow.Seen>> doors;
    private final Map<Container, Map<Fact, String>> facts;
    private final StringBuilder text = new StringBuilder();

    ContainersDocument(Map<Container, Map<DoorRow, DoorRow.Seen>> doors, Map<Container, Map<Fact, String>> facts) {
        this.doors = doors;
        this.facts = facts;
    }

    /** Plays what has not been played yet and writes it down. */
    static String ofAll() throws Exception {
        Map<Container, Map<DoorRow, DoorRow.Seen>> doors = new EnumMap<>(Container.class);
        Map<Container, Map<Fact, String>> facts = new EnumMap<>(Container.class);
        for (Container container : Container.values()) {
            doors.put(container, DoorMatrix.of(container));
            Map<Fact, String> observed = new EnumMap<>(Fact.class);
            try (RunningContainer running = container.start(FactsTrial.class)) {
                for (Fact fact : Fact.values()) {
                    observed.put(fact, fact.observe(running.port()));
                }
            }
            facts.put(container, observed);
        }
        doors.values()
                .forEach(played -> played.forEach((row, seen) -> {
                    if (!seen.faults().isEmpty() || seen.sent() != row.expected()) {
                        throw new AssertionError("Nothing is written while a row is red: " + row + " " + seen);
                    }
                }));
        return new ContainersDocument(doors, facts).write();
    }

    private String write() {
        text.append("""
                # Containers

                Generated from a test run; do not edit. `mvn -pl consent-servlet -am test -Dtest=ContainersDocumentTest
                -Dsurefire.failIfNoSpecifiedTests=false -Dconsent4j.writeDocs=true` writes it again.

                The filter is held against five containers, each started by the tests and looked at from outside, over HTTP/1.1 and
                HTTP/2. A wrapper can only judge what passes it, and containers differ in what does; this page says what was seen, what
                the library makes of it, and what stays out of reach.

                ## Doors

                """);
        text.append("Every method by which a cookie can be set (")
                .append(Arrays.stream(Door.values()).map(Door::label).collect(Collectors.joining(", ")))
                .append("""
                        ) was called on every way a response can come about. In every row of every container the denied cookie was
                        withheld and no trailer carried a cookie; unless the container sent no field at all (the last row), the library's
                        own cookies arrived once each and what depended on consent was private. The same held with other filters that wrap
                        before and after ours, and with our filter registered twice. The table says what became of the cookie that *may*
                        pass, which is the container's matter:

                        """);
        table("set ...", doorRows());
        text.append("\nRows played: ")
                .append(Arrays.stream(Container.values())
                        .map(container ->
                                container.label() + " " + doors.get(container).size())
                        .collect(Collectors.joining(", ")))
                .append("""
                        .

                        - *Not sent*: the specification lets the container ignore it (included servlets, after commit), or the container
                          drops it.
                        - *Nothing is sent*: after an exception on an async dispatch Undertow drops every header and answers with a page of
                          its own, without an error dispatch. What the library wanted to set is set on the next request.
                        - *No such method*: the overload came with Servlet 6.1.
                        - `sendEarlyHints` of Servlet 6.2 is in no container yet. The wrapper passes it on, and the headers it sends ahead
                          are clean, because cookies are judged as they are set.
                        - Code that takes the wrapper off (`ServletResponseWrapper.getResponse()`) goes past every filter. Only
                          `startAsync(request, response)` with what it took off is gated all the same.

                        ## Differences

                        What the containers do without the library, and what follows.

                        """);
        table("", factRows(), "the library");
        text.append("""

                Cookies that are not denied keep order and spelling, character for character as the container delivers them: the
                parsed and the raw header were compared with those of a browser that had never sent the denied ones.

                ## The container's own session cookie

                In all five the container writes its session cookie past every wrapper. It is therefore taken for necessary, and the log
                says so at the start where a policy does not declare it. An application whose sessions are not strictly necessary holds
                them back:

                    ConsentFilter.builder(service).sessionsNeed("functional")

                and declares the cookie (`JSESSIONID`) for the same purpose or category. Until that is permitted, in all five containers

                - `getSession(false)` gives null, and `getSession()` a session that lasts for this request and sets no cookie;
                - a session cookie from before is hidden, its session not found, and the cookie deleted as declared;
                - a response for which a session was asked is private.

                `login` and `authenticate` stay the container's: whoever signs in asks for the session.

                ## Signals

                In all five, over HTTP/1.1 and HTTP/2: several `Sec-GPC` fields count if one is `1`, members of a list that a proxy has
                folded (`1, 1`) count as fields, a field in a trailer does not count, and names in lower case do.

                ## Order of filters

                The filter has to come before every filter that sets cookies. No container lists its filters in their order, so the log
                names the other filters when the first cookie that was there before shows (on Undertow only one set by a header method), and says at
                the start when the filter is registered twice or not mapped to every path.
                """);
        return text.toString();
    }

    private void table(String corner, Map<List<String>, List<String>> rows, String... more) {
        List<String> head = new ArrayList<>(List.of(corner));
        Arrays.stream(Container.values()).map(Container::label).forEach(head::add);
        head.addAll(List.of(more));
        line(head);
        line(head.stream().map(cell -> "---").toList());
        rows.forEach((cells, names) -> {
            List<String> row = new ArrayList<>(List.of(String.join("; ", names)));
            row.addAll(cells);
            line(row);
        });
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Ways with the same answers share a row. */
    private Map<List<String>, List<String>> doorRows() {
        Map<List<String>, List<String>> rows = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            List<String> cells = each(container -> cell(doors.get(container), way));
            rows.computeIfAbsent(cells, none -> new ArrayList<>()).add(way.label());
        }
        return rows;
    }

    private static String cell(Map<DoorRow, DoorRow.Seen> played, Way way) {
        Map<DoorRow.Sent, Set<String>> sent = new EnumMap<>(DoorRow.Sent.class);
        played.forEach((row, seen) -> {
            if (row.way() == way) {
                sent.computeIfAbsent(seen.sent(), none -> new LinkedHashSet<>())
                        .add('`' + row.door().label() + '`');
            }
        });
        if (sent.size() == 1) {
            return word(sent.keySet().iterator().next());
        }
        Set<String> passing = sent.getOrDefault(DoorRow.Sent.SENT, Set.of());
        Set<String> rest = sent.getOrDefault(DoorRow.Sent.NOT_SENT, Set.of());
        return passing.size() <= rest.size()
                ? "not sent, but " + String.join(", ", passing)
                : PASSES + ", but not " + String.join(", ", rest);
    }

    private static String word(DoorRow.Sent sent) {
        return switch (sent) {
            case SENT -> PASSES;
            case NOT_SENT -> "not sent";
            case NO_SUCH_METHOD -> "no such method";
            case ALL_LOST -> "nothing is sent";
        };
    }

    private Map<List<String>, List<String>> factRows() {
        Map<List<String>, List<String>> rows = new LinkedHashMap<>();
        for (Fact fact : Fact.values()) {
            List<String> cells =
                    new ArrayList<>(each(container -> facts.get(container).get(fact)));
            cells.add(fact.remedy());
            rows.put(cells, List.of(fact.label()));
        }
        return rows;
    }

    private static List<String> each(Function<Container, String> cell) {
        return Arrays.stream(Container.values()).map(cell).toList();
    }
}
