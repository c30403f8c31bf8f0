package dev.consent4j.servlet.console;

import dev.consent4j.entry.Enforced;
import dev.consent4j.entry.EnforcementCounts;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Named;
import dev.consent4j.servlet.console.ConsoleFrame.Crumb;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Table;
import dev.consent4j.store.EntryQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the gate did, by day and purpose: the counts of all processes in the ledger, and those of this one since. */
record EnforcementPage(ConsoleFrame frame, ConsoleReading reading) {

    static final String PATH = "enforcement";

    /** Entries that are added up at most; several processes make several a day. */
    private static final int MAX_ENTRIES = 500;

    /** The counts of a day, added up. */
    private static final class Day {

        private final SortedMap<String, Map<Enforced, Long>> purposes = new TreeMap<>();
        private final SortedMap<String, Map<Enforced, Long>> undeclared = new TreeMap<>();
        private final Map<Named, Long> signals = new TreeMap<>(Comparator.comparing(Named::id));
        private long unrecorded;
        private long late;

        void add(EnforcementCounts counts) {
            counts.purposes().forEach((name, kinds) -> add(purposes, name, kinds));
            counts.undeclared().forEach((name, kinds) -> add(undeclared, name, kinds));
            counts.signals().forEach((signal, count) -> signals.merge(signal, count, Long::sum));
            unrecorded += counts.unrecorded();
            late += counts.late();
        }

        private static void add(Map<String, Map<Enforced, Long>> sums, String name, Map<Enforced, Long> kinds) {
            Map<Enforced, Long> sum = sums.computeIfAbsent(name, ignored -> new TreeMap<>());
            kinds.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        }
    }

    String html() {
        List<LedgerEntry> entries =
                reading.site().ledger().find(EntryQuery.newest(EntryKind.ENFORCEMENT.id(), MAX_ENTRIES));
        reading.recorded(PATH, entries);
        String site = reading.site().site().id();
        Html html = frame.open("Enforcement", List.of(new Crumb("Sites", ""), new Crumb(site, "/" + site)));
        html.line(
                "p",
                "",
                "Cookies the gate let through, withheld, hid from the application or deleted, and those it only reported,"
                        + " by day (UTC) and purpose. Each process records its day when it is over, and when it stops; of the"
                        + " processes that run, only the one that answers you adds what it has counted today. Names of"
                        + " undeclared cookies have a star where they could tell a person.");
        SortedMap<LocalDate, Day> days = days(entries);
        if (days.isEmpty()) {
            html.line("p", "", "There is none.");
        }
        days.forEach((date, day) -> day(html, date, day));
        return ConsoleFrame.close(html).toString();
    }

    private SortedMap<LocalDate, Day> days(List<LedgerEntry> entries) {
        List<EnforcementCounts> counts = new ArrayList<>();
        counts.add(reading.site().tally().soFar());
        entries.stream()
                .flatMap(entry -> entry.entry().stream())
                .filter(EnforcementCounts.class::isInstance)
                .map(EnforcementCounts.class::cast)
                .forEach(counts::add);
        SortedMap<LocalDate, Day> days = new TreeMap<>(Comparator.reverseOrder());
        for (EnforcementCounts each : counts) {
            if (!each.isEmpty()) {
                days.computeIfAbsent(each.day(), date -> new Day()).add(each);
            }
        }
        return days;
    }

    private static void day(Html html, LocalDate date, Day day) {
        html.line("h2", "", date.toString());
        table(html, "Declared cookies on " + date, "Purpose", day.purposes);
        table(html, "Undeclared cookies on " + date, "Name, masked", day.undeclared);
        html.open("dl").with("class", "cc-facts");
        ConsoleFrame.fact(
                html,
                "Signals first seen, of nobody known",
                day.signals.isEmpty()
                        ? "none"
                        : day.signals.entrySet().stream()
                                .map(signal -> signal.getKey().id() + " " + signal.getValue())
                                .collect(Collectors.joining(", ")));
        ConsoleFrame.fact(html, "Denials and signals that took effect unrecorded", String.valueOf(day.unrecorded));
        ConsoleFrame.fact(html, "Decisions recorded late", String.valueOf(day.late));
        html.close();
    }

    private static void table(Html html, String caption, String what, Map<String, Map<Enforced, Long>> counts) {
        if (counts.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>(List.of(what));
        for (Enforced kind : Enforced.values()) {
            columns.add(heading(kind));
        }
        Table.open(html, caption, columns);
        counts.forEach((name, kinds) -> {
            html.open("tr").open("td").line("code", "", name).close();
            for (Enforced kind : Enforced.values()) {
                html.line("td", "cc-number", String.valueOf(kinds.getOrDefault(kind, 0L)));
            }
            html.close();
        });
        Table.close(html);
    }

    private static String heading(Enforced kind) {
        return switch (kind) {
            case PASSED -> "Let through";
            case WITHHELD -> "Withheld";
            case HIDDEN -> "Hidden";
            case EXPIRED -> "Deleted";
            case REPORTED -> "Only reported";
        };
    }
}
