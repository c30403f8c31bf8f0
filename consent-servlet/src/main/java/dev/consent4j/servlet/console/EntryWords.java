package dev.consent4j.servlet.console;

import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Enforced;
import dev.consent4j.entry.EnforcementCounts;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Use;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries in a line of words. */
final class EntryWords {

    private EntryWords() {}

    static String kind(LedgerEntry entry) {
        return entry.entry().map(known -> known.kind().id()).orElse("unreadable");
    }

    static String summary(LedgerEntry entry) {
        if (entry.content() instanceof LedgerEntry.Content.Intact intact) {
            return summary(intact.entry());
        } else if (entry.content() instanceof LedgerEntry.Content.Malformed malformed) {
            return "cannot be read by this version: " + malformed.reason();
        } else if (entry.content() instanceof LedgerEntry.Content.Altered altered) {
            return "ALTERED: " + altered.reason();
        }
        return "erased";
    }

    private static String summary(Entry entry) {
        if (entry instanceof DecisionRecorded recorded) {
            return summary(recorded.decision());
        } else if (entry instanceof PolicyPublished policy) {
            return "policy " + policy.version() + " in force";
        } else if (entry instanceof RenderingShown shown) {
            return shown.rendering().surface() + " in " + shown.rendering().language() + " for policy "
                    + shown.rendering().policyVersion() + " under "
                    + shown.rendering().regime();
        } else if (entry instanceof ConfigurationInForce configuration) {
            return configuration.settings().entrySet().stream()
                    .map(setting -> setting.getKey() + " = " + setting.getValue())
                    .collect(Collectors.joining("; "));
        } else if (entry instanceof ConsoleRead read) {
            return read.reader() + " read " + read.page() + ": " + read.range();
        } else if (entry instanceof SignalApplied applied) {
            return applied.signal().id() + " stops " + String.join(", ", applied.purposes()) + " granted by "
                    + applied.decision();
        } else if (entry instanceof AccountLink link) {
            return "subject " + link.change().id() + (link.change() == AccountLink.Change.LINKED ? " to" : " from")
                    + " account " + link.reference();
        } else if (entry instanceof EnforcementCounts counts) {
            return summary(counts);
        } else if (entry instanceof Erased erased) {
            return count(erased.ranges()) + " erased (" + ranges(erased.ranges()) + "), "
                    + erased.reason().id() + ", by " + erased.authority();
        } else if (entry instanceof Exported exported) {
            return exported.reader() + " exported " + ranges(List.of(exported.range())) + " as " + exported.format()
                    + " (" + exported.scope() + ") for " + exported.recipient() + ", purpose: " + exported.purpose();
        }
        return EndingWords.summary(entry);
    }

    private static String summary(EnforcementCounts counts) {
        Map<Enforced, Long> sums = new TreeMap<>();
        Stream.concat(counts.purposes().values().stream(), counts.undeclared().values().stream())
                .forEach(kinds -> kinds.forEach((kind, count) -> sums.merge(kind, count, Long::sum)));
        return counts.day() + ": "
                + (sums.isEmpty()
                        ? "no cookie judged"
                        : sums.entrySet().stream()
                                .map(sum -> sum.getValue() + " " + sum.getKey().id())
                                .collect(Collectors.joining(", ")));
    }

    static String count(List<IndexRange> ranges) {
        long count =
                ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
        return count + (count == 1 ? " entry" : " entries");
    }

    /** Indexes as a person writes them, the last one included. */
    static String ranges(List<IndexRange> ranges) {
        return ranges.stream()
                .map(range -> range.to() - range.from() == 1
                        ? String.valueOf(range.from())
                        : range.from() + " to " + (range.to() - 1))
                .collect(Collectors.joining(", "));
    }

    static String summary(Decision decision) {
        List<String> parts = new ArrayList<>();
        add(parts, "granted", decision, Choice.GRANTED);
        add(parts, "denied", decision, Choice.DENIED);
        if (!decision.optOuts().isEmpty()) {
            parts.add("opted out of "
                    + String.join(", ", decision.optOuts().stream().map(Use::id).toList()));
        }
        if (decision.isUnproven() && decision.choices().containsValue(Choice.GRANTED)) {
            parts.add("unproven: grants nothing");
        }
        String answers = parts.isEmpty() ? "no answers" : String.join("; ", parts);
        return decision.action().id() + ": " + answers;
    }

    private static void add(List<String> parts, String word, Decision decision, Choice choice) {
        List<String> ids = decision.choices().entrySet().stream()
                .filter(answer -> answer.getValue() == choice)
                .map(answer -> answer.getKey())
                .toList();
        if (!ids.isEmpty()) {
            parts.add(word + " " + String.join(", ", ids));
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
