package dev.consent4j.servlet.console;

import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.CopyEdit;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyChange;
import dev.consent4j.policy.PolicyDiff;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.servlet.console.ConsoleFrame.Crumb;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Table;
import java.time.LocalDate;
import java.util.List;

/** The versions of a site's policy: since when each applies to whom, what it changes, and who is asked again. */
record VersionsPage(ConsoleFrame frame, ConsoleReading reading) {

    static final String PATH = "versions";

    String html() {
        reading.recorded(PATH, "none");
        String site = reading.site().site().id();
        PolicyHistory history = reading.site().site().policies();
        Html html = frame.open("Policy versions", List.of(new Crumb("Sites", ""), new Crumb(site, "/" + site)));
        html.line(
                "p",
                "",
                "Each version comes into force by itself on its day (UTC). What people answered holds on, but for what"
                        + " changed materially: those who had granted it are asked again, and nobody else is.");
        overview(html, history);
        List<Policy> versions = history.versions();
        for (int i = versions.size() - 1; i > 0; i--) {
            changes(html, PolicyDiff.between(versions.get(i - 1), versions.get(i)));
        }
        return ConsoleFrame.close(html).toString();
    }

    private void overview(Html html, PolicyHistory history) {
        LocalDate today = reading.site().today();
        Policy current = history.current(Jurisdiction.UNKNOWN, today);
        Table.open(html, "Versions", List.of("Version", "In force from", "Announced", "State", "Content hash"));
        for (Policy policy : history.versions()) {
            html.open("tr").line("td", "", policy.version()).line("td", "", days(policy.effectiveFrom()));
            html.line("td", "", policy.announcedOn().map(LocalDate::toString).orElse("not ahead"));
            html.line("td", "", state(policy, current, today));
            html.open("td").line("code", "", policy.contentHash()).close().close();
        }
        Table.close(html);
    }

    private static String days(ByJurisdiction<LocalDate> from) {
        StringBuilder days = new StringBuilder(day(from.otherwise()));
        from.exceptions()
                .forEach((place, day) ->
                        days.append("; ").append(place).append(": ").append(day(day)));
        return days.toString();
    }

    private static String day(LocalDate day) {
        return day.equals(LocalDate.EPOCH) ? "the beginning" : day.toString();
    }

    private static String state(Policy policy, Policy current, LocalDate today) {
        if (policy.equals(current)) {
            return "in force where the place is unknown";
        }
        boolean somewhere = policy.effectiveFrom().values().stream().anyMatch(from -> !from.isAfter(today));
        return somewhere ? "earlier, or in force in some places" : "to come";
    }

    private static void changes(Html html, PolicyDiff diff) {
        String title = "From " + diff.older().version() + " to " + diff.newer().version();
        html.line("h2", "", title);
        diff.newer().copyEdit().map(VersionsPage::vouched).ifPresent(words -> html.line("p", "", words));
        html.line(
                "p",
                "",
                diff.purposesToAsk().isEmpty()
                        ? "Nobody is asked again."
                        : "Asked again: " + String.join(", ", diff.purposesToAsk()) + ".");
        if (diff.changes().isEmpty()) {
            html.line("p", "", "Nothing that people agree to changes.");
            return;
        }
        Table.open(html, title, List.of("Purpose", "What changes", "A grant given before"));
        for (PolicyChange change : diff.changes()) {
            html.open("tr").open("td");
            if (change.purpose().isEmpty()) {
                html.text("the policy");
            } else {
                html.line("code", "", change.purpose());
            }
            html.close().line("td", "", change.words());
            html.line("td", change.material() ? "cc-no" : "cc-yes", change.material() ? "does not cover it" : "holds");
            html.close();
        }
        Table.close(html);
    }

    private static String vouched(CopyEdit edit) {
        return edit.name() + " vouches that changed wording means the same: " + edit.reason();
    }
}
