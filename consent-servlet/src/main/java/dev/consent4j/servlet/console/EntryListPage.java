package dev.consent4j.servlet.console;

import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.servlet.console.ConsoleFrame.Crumb;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Table;
import dev.consent4j.store.EntryQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries of a site, newest first: of a kind, or the decisions of one subject. A page ends where the next begins. */
record EntryListPage(ConsoleFrame frame, ConsoleReading reading) {

    /** Entries of a page. */
    static final int PAGE = 50;

    private static final String EVERY_KIND = "all";

    /** The kinds one can ask for, decisions first. */
    static final List<String> KINDS = kinds();

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (EntryKind kind : EntryKind.values()) {
            kinds.add(kind.id());
        }
        kinds.add(EVERY_KIND);
        return List.copyOf(kinds);
    }

    /** Entries of one kind below an index. */
    String ofKind(String kind, long before, LedgerStatus status) {
        List<LedgerEntry> entries = find(kind.equals(EVERY_KIND) ? null : kind, null, before);
        List<LedgerEntry> visible = reading.visible(shown(entries));
        reading.recorded("list", visible);
        String site = reading.site().site().id();
        Html html = frame.open(site, List.of(new Crumb("Sites", "")));
        status.write(html);
        lookup(html, site);
        html.open("nav").with("class", "cc-kinds").with("aria-label", "Kinds of entries");
        for (String each : KINDS) {
            html.open("a")
                    .with("href", frame.base() + "/" + site + "?kind=" + each)
                    .withIf(each.equals(kind), "aria-current", "page")
                    .text(each)
                    .close();
        }
        html.open("a")
                .with("href", frame.base() + "/" + site + "/" + FindingsPage.PATH)
                .text("blocked origins")
                .close();
        html.open("a")
                .with("href", frame.base() + "/" + site + "/" + EnforcementPage.PATH)
                .text("enforcement by day")
                .close();
        html.open("a")
                .with("href", frame.base() + "/" + site + "/" + VersionsPage.PATH)
                .text("policy versions")
                .close();
        html.open("a")
                .with("href", frame.base() + "/" + site + "/" + ExportForm.PATH)
                .text("export")
                .close();
        html.close();
        table(html, "Entries of kind " + kind + ", newest first", visible);
        restricted(html, shown(entries).size() - visible.size());
        html.open("p").with("class", "cc-paging");
        if (before != Long.MAX_VALUE) {
            html.open("a")
                    .with("href", frame.base() + "/" + site + "?kind=" + kind)
                    .text("Newest")
                    .close()
                    .text(" ");
        }
        older(entries)
                .ifPresent(index -> html.open("a")
                        .with("href", frame.base() + "/" + site + "?kind=" + kind + "&before=" + index)
                        .text("Older")
                        .close());
        return ConsoleFrame.close(html.close()).toString();
    }

    /** The decisions of a subject below an index. The subject stays out of addresses: paging is a form too. */
    String ofSubject(SubjectId subject, long before) {
        List<LedgerEntry> entries = find(EntryKind.DECISION.id(), subject.text(), before);
        List<LedgerEntry> visible = reading.visible(shown(entries));
        reading.recorded("subject", visible);
        String site = reading.site().site().id();
        Html html = frame.open("One subject", List.of(new Crumb("Sites", ""), new Crumb(site, "/" + site)));
        html.open("p").text("Pseudonym ").line("code", "", subject.text()).close();
        table(html, "Decisions of this subject, newest first", visible);
        restricted(html, shown(entries).size() - visible.size());
        older(entries).ifPresent(index -> {
            html.open("form").with("method", "post").with("action", frame.base() + "/" + site + "/subjects");
            hidden(html, "subject", subject.text());
            hidden(html, "before", String.valueOf(index));
            hidden(html, ConsoleHandler.REASON, reading.reason());
            html.open("button").with("type", "submit").text("Older").close().close();
        });
        return ConsoleFrame.close(html).toString();
    }

    /** The answer to a lookup that found nothing. */
    String nothingFound() {
        reading.recorded("subject", "none");
        String site = reading.site().site().id();
        Html html = frame.open("Nothing found", List.of(new Crumb("Sites", ""), new Crumb(site, "/" + site)));
        html.line("p", "", "No decision has this receipt number, and no subject this pseudonym.");
        lookup(html, site);
        return ConsoleFrame.close(html).toString();
    }

    private List<LedgerEntry> find(@Nullable String kind, @Nullable String subject, long before) {
        return reading.site().ledger().find(new EntryQuery(kind, subject, before, PAGE + 1));
    }

    private static List<LedgerEntry> shown(List<LedgerEntry> entries) {
        return entries.subList(0, Math.min(PAGE, entries.size()));
    }

    private static Optional<Long> older(List<LedgerEntry> entries) {
        return entries.size() > PAGE ? Optional.of(entries.get(PAGE - 1).index()) : Optional.empty();
    }

    private void lookup(Html html, String site) {
        html.open("form").with("class", "cc-lookup").with("method", "post");
        html.with("action", frame.base() + "/" + site + "/subjects");
        html.open("label")
                .with("for", "cc-subject")
                .text("Receipt number or pseudonym")
                .close();
        html.empty("input").with("id", "cc-subject").with("name", "subject").with("required", "required");
        html.with("maxlength", "22")
                .with("size", "26")
                .with("autocomplete", "off")
                .with("spellcheck", "false");
        html.open("label")
                .with("for", "cc-reason")
                .text("Why restricted entries are needed too (optional)")
                .close();
        EntryPage.reasonField(html, false);
        html.open("button").with("type", "submit").text("Look up").close().close();
    }

    /** Says that entries are hidden, so that nobody takes a list for a whole one. */
    private static void restricted(Html html, int hidden) {
        if (hidden > 0) {
            html.line(
                    "p",
                    "",
                    hidden + (hidden == 1 ? " entry is" : " entries are")
                            + " restricted and not shown: asked to be erased, still owed. Look up with a reason to see"
                            + " what is restricted.");
        }
    }

    private void table(Html html, String caption, List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            html.line("p", "", "There is none.");
            return;
        }
        Table.open(html, caption, List.of("Index", "Time (UTC)", "Kind", "What", "Subject"));
        for (LedgerEntry entry : entries) {
            html.open("tr").open("td").with("class", "cc-number");
            html.open("a")
                    .with("href", address(entry))
                    .text(String.valueOf(entry.index()))
                    .close()
                    .close();
            html.open("td");
            entry.entry().map(Entry::time).ifPresent(time -> ConsoleFrame.time(html, time));
            html.close();
            html.line("td", "cc-whole", EntryWords.kind(entry)).line("td", "", EntryWords.summary(entry));
            html.open("td").with("class", "cc-whole");
            entry.entry().flatMap(Entry::subject).ifPresent(subject -> html.line("code", "", subject));
            html.close().close();
        }
        Table.close(html);
    }

    private String address(LedgerEntry entry) {
        String site = frame.base() + "/" + reading.site().site().id();
        return entry.entry().orElse(null) instanceof DecisionRecorded recorded
                ? site + "/decisions/" + recorded.decision().id().text()
                : site + "/entries/" + entry.index();
    }

    private static void hidden(Html html, String name, String value) {
        html.empty("input").with("type", "hidden").with("name", name).with("value", value);
    }
}
