package dev.consent4j.servlet.console;

import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Use;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

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
        }
        return "";
    }

    static String summary(Decision decision) {
        List<String> parts = new ArrayList<>();
        add(parts, "granted", decision, Choice.GRANTED);
        add(parts, "denied", decision, Choice.DENIED);
        if (!decision.optOuts().isEmpty()) {
            parts.add("opted out of "
                    + String.join(", ", decision.optOuts().stream().map(Use::id).toList()));
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
