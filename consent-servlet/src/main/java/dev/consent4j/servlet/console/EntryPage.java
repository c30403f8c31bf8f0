package dev.consent4j.servlet.console;

import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EnforcementCounts;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.Rendering;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Named;
import dev.consent4j.servlet.console.ConsoleFrame.Crumb;
import dev.consent4j.servlet.page.Html;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One entry of any kind. A rendering is shown as text and never as a page, so that nothing in it runs or asks. */
record EntryPage(ConsoleFrame frame, ConsoleReading reading) {

    String html(LedgerEntry entry) {
        if (reading.hides(entry)) {
            return hidden(entry);
        }
        Entry known = entry.entry().orElse(null);
        if (known instanceof DecisionRecorded decision) {
            return new DecisionPage(frame, reading).html(entry, decision);
        }
        reading.recorded("entry", List.of(entry));
        String site = reading.site().site().id();
        Html html = frame.open("Entry " + entry.index(), List.of(new Crumb("Sites", ""), new Crumb(site, "/" + site)));
        html.line("p", "cc-lead", EntryWords.summary(entry)).open("dl").with("class", "cc-facts");
        ConsoleFrame.fact(html, "Kind", EntryWords.kind(entry));
        if (known != null) {
            html.line("dt", "", "Time (UTC)").open("dd");
            ConsoleFrame.time(html, known.time()).close();
        }
        ConsoleFrame.code(html, "Leaf hash", EntryWords.hex(entry.leafHash()));
        facts(html, known);
        html.close();
        texts(html, known);
        return ConsoleFrame.close(html).toString();
    }

    /** What is said of a restricted entry without a reason: that it is one, and how to give a reason. */
    private String hidden(LedgerEntry entry) {
        reading.recorded("entry", "none");
        String site = reading.site().site().id();
        Html html = frame.open("Entry " + entry.index(), List.of(new Crumb("Sites", ""), new Crumb(site, "/" + site)));
        html.line(
                "p",
                "cc-lead",
                "This entry is restricted: it was asked to be erased, and is still owed (GDPR Art. 17(3), 18).");
        html.open("form").with("class", "cc-lookup").with("method", "post");
        html.with("action", frame.base() + "/" + site + "/entries/" + entry.index());
        html.open("label")
                .with("for", "cc-reason")
                .text("Why you need to see it; recorded with your name")
                .close();
        reasonField(html, true);
        html.open("button").with("type", "submit").text("Show").close().close();
        return ConsoleFrame.close(html).toString();
    }

    static void reasonField(Html html, boolean required) {
        html.empty("input").with("id", "cc-reason").with("name", ConsoleHandler.REASON);
        html.with("maxlength", String.valueOf(ConsoleReading.MAX_REASON))
                .with("size", "40")
                .with("autocomplete", "off")
                .withIf(required, "required", "required");
    }

    private static void facts(Html html, @Nullable Entry entry) {
        if (entry instanceof PolicyPublished policy) {
            ConsoleFrame.fact(html, "Version", policy.version());
            ConsoleFrame.code(html, "Content hash", policy.contentHash());
        } else if (entry instanceof RenderingShown shown) {
            Rendering rendering = shown.rendering();
            ConsoleFrame.fact(html, "Surface", rendering.surface());
            ConsoleFrame.fact(html, "Language", rendering.language());
            ConsoleFrame.fact(html, "Policy version", rendering.policyVersion());
            ConsoleFrame.code(html, "Policy hash", rendering.policyHash());
            ConsoleFrame.fact(html, "Regime", rendering.regime());
            ConsoleFrame.code(html, "Hash", rendering.hash());
        } else if (entry instanceof ConfigurationInForce configuration) {
            configuration.settings().forEach((name, value) -> ConsoleFrame.fact(html, name, value));
        } else if (entry instanceof ConsoleRead read) {
            ConsoleFrame.fact(html, "Reader", read.reader());
            ConsoleFrame.fact(html, "Page", read.page());
            ConsoleFrame.fact(html, "Entries read", read.range());
        } else if (entry instanceof SignalApplied applied) {
            ConsoleFrame.code(html, "Decision overridden", applied.decision().text());
            applied.subject().ifPresent(subject -> ConsoleFrame.code(html, "Subject", subject));
            applied.account().ifPresent(account -> ConsoleFrame.code(html, "Account reference", account));
            ConsoleFrame.fact(html, "Signal", applied.signal().id());
            ConsoleFrame.fact(html, "Purposes stopped", String.join(", ", applied.purposes()));
            ConsoleFrame.fact(html, "Regime", applied.regime());
        } else if (entry instanceof AccountLink link) {
            ConsoleFrame.code(html, "Subject", link.pseudonym().text());
            ConsoleFrame.code(html, "Account reference", link.reference());
            ConsoleFrame.fact(html, "Change", link.change().id());
        } else if (entry instanceof EnforcementCounts counts) {
            ConsoleFrame.fact(html, "Day", counts.day().toString());
            ConsoleFrame.code(html, "Process", counts.process() + ", part " + counts.part());
            counts.purposes().forEach((name, kinds) -> ConsoleFrame.fact(html, "Purpose " + name, counted(kinds)));
            counts.undeclared().forEach((name, kinds) -> ConsoleFrame.fact(html, "Undeclared " + name, counted(kinds)));
            ConsoleFrame.fact(html, "Signals of nobody known", counted(counts.signals()));
            ConsoleFrame.fact(html, "Took effect unrecorded", String.valueOf(counts.unrecorded()));
            ConsoleFrame.fact(html, "Recorded late", String.valueOf(counts.late()));
        } else {
            leaving(html, entry);
        }
    }

    private static void leaving(Html html, @Nullable Entry entry) {
        if (entry instanceof Erased erased) {
            ConsoleFrame.code(html, "Request", erased.request() + ", part " + erased.part());
            ConsoleFrame.fact(html, "Reason", erased.reason().id());
            ConsoleFrame.fact(html, "Authority", erased.authority());
            ConsoleFrame.fact(html, "Entries erased", EntryWords.ranges(erased.ranges()));
            ConsoleFrame.fact(
                    html,
                    "Exports that held any of it",
                    erased.exports().isEmpty() ? "none" : String.join(", ", erased.exports()));
        } else if (entry instanceof Exported exported) {
            ConsoleFrame.code(html, "Export", exported.export());
            ConsoleFrame.fact(html, "Format", exported.format());
            ConsoleFrame.fact(html, "Entries covered", EntryWords.ranges(List.of(exported.range())));
            ConsoleFrame.fact(html, "In full", exported.scope());
            ConsoleFrame.fact(html, "Purpose", exported.purpose());
            ConsoleFrame.fact(html, "Recipient", exported.recipient());
            ConsoleFrame.fact(html, "To be destroyed by", exported.destroyBy().toString());
            ConsoleFrame.fact(html, "Made by", exported.reader());
        } else {
            EndingWords.facts(html, entry);
        }
    }

    private static String counted(Map<? extends Named, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(count -> count.getKey().id() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static void texts(Html html, @Nullable Entry entry) {
        if (entry instanceof PolicyPublished policy) {
            text(html, "Canonical text, laid out for reading", JsonLayout.of(policy.text()));
        } else if (entry instanceof RenderingShown shown) {
            html.line("p", "", "As kept; braces are slots that were filled for each request.");
            text(html, "Markup", shown.rendering().html());
            text(html, "Style sheet", shown.rendering().style());
            text(
                    html,
                    "Script",
                    shown.rendering().script().isEmpty()
                            ? "none"
                            : shown.rendering().script());
        }
    }

    private static void text(Html html, String title, String text) {
        html.line("h2", "", title)
                .open("pre")
                .with("tabindex", "0")
                .with("aria-label", title)
                .text(text)
                .close();
    }
}
