package dev.consent4j.servlet.console;

import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.console.ConsoleFrame.Crumb;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Table;
import dev.consent4j.violation.Violation;
import dev.consent4j.violation.ViolationCause;
import dev.consent4j.violation.ViolationFinding;
import dev.consent4j.violation.ViolationFindings;
import java.util.List;
import java.util.Objects;

/** What the Content-Security-Policy made from consent blocked on a site, or would block, and what to do about it. */
record FindingsPage(ConsoleFrame frame, ConsoleReading reading, ViolationFindings findings) {

    /** Last part of the page's path. */
    static final String PATH = "findings";

    private static final List<String> COLUMNS =
            List.of("Directive", "Blocked", "Vendor", "Page", "Reports", "First day", "Last day", "What to do");

    String html() {
        String site = reading.site().site().id();
        List<ViolationFinding> found = findings.of(site);
        reading.recorded(PATH, found.size() + (found.size() == 1 ? " finding" : " findings"));
        Policy policy = reading.site()
                .site()
                .policies()
                .current(Jurisdiction.UNKNOWN, reading.site().today());
        Html html = frame.open("Blocked origins", List.of(new Crumb("Sites", ""), new Crumb(site, "/" + site)));
        html.line(
                "p",
                "",
                "What browsers report to be against the Content-Security-Policy made from consent, grouped, for "
                        + ViolationFindings.KEPT_DAYS + " days after the last report. Anybody can send reports.");
        if (found.isEmpty()) {
            html.line("p", "", "There is none.");
        } else {
            table(html, found, policy);
        }
        long dropped = findings.dropped(site);
        if (dropped > 0) {
            html.line("p", "", dropped + " rarer findings were dropped since the start, because there were too many.");
        }
        return ConsoleFrame.close(html).toString();
    }

    private static void table(Html html, List<ViolationFinding> found, Policy policy) {
        Table.open(html, "Findings, latest first", COLUMNS);
        for (ViolationFinding finding : found) {
            Violation violation = finding.violation();
            ViolationCause cause = ViolationCause.of(violation, policy);
            Vendor vendor = cause.vendor();
            html.open("tr").open("td").with("class", "cc-whole");
            html.line("code", "", violation.directive().id()).close();
            html.open("td").line("code", "", violation.blocked()).close();
            html.line("td", "", vendor == null ? standing(cause) : vendor.name() + ", " + standing(cause));
            html.open("td").line("code", "", violation.route()).close();
            html.line("td", "cc-number", String.valueOf(finding.count()));
            html.line("td", "cc-whole", finding.first().toString());
            html.line("td", "cc-whole", finding.last().toString());
            html.line("td", "", advice(violation, cause)).close();
        }
        Table.close(html);
    }

    private static String standing(ViolationCause cause) {
        return switch (cause.kind()) {
            case DENIED -> "denied";
            case OTHER_DIRECTIVE -> "not declared for this";
            case OWN_OTHER_DIRECTIVE -> "the site's own, not declared for this";
            case UNDECLARED -> "undeclared";
            case ALLOWED -> "none";
        };
    }

    private static String advice(Violation violation, ViolationCause cause) {
        String directive = violation.directive().id();
        String declaration = "\"origins\": { \"" + directive + "\": [\"" + violation.blocked() + "\"] }";
        return switch (cause.kind()) {
            case DENIED ->
                "The page asks for it although the visitor has not allowed it. Write the tag only if Consent.of(request).vendor(\""
                        + vendorId(cause) + "\").permitted(), or switch gateMarkup on.";
            case OTHER_DIRECTIVE ->
                "If it belongs there, declare it: " + declaration + " at the vendor " + vendorId(cause)
                        + ". Otherwise take it out of the page.";
            case OWN_OTHER_DIRECTIVE ->
                "If it belongs there, declare it: " + declaration
                        + " of the policy. Otherwise take it out of the page.";
            case UNDECLARED ->
                "If it belongs there, declare it: " + declaration
                        + " at its vendor, or of the policy if it is the site's own. Otherwise take it out of the page.";
            case ALLOWED ->
                "Nothing, unless reports go on: the policy in force allows it, so they are of an earlier one or made up.";
        };
    }

    private static String vendorId(ViolationCause cause) {
        return Objects.requireNonNull(cause.vendor()).id();
    }
}
