package dev.consent4j.servlet.console;

import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Ending.Scope;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.Restricted;
import dev.consent4j.servlet.page.Html;
import org.jspecify.annotations.Nullable;

/** What is said of entries that end grants, hold places or restrict them. */
final class EndingWords {

    private EndingWords() {}

    /** The line of words of such an entry; empty for another. */
    static String summary(Entry entry) {
        if (entry instanceof Ending ending) {
            return "grants ended of " + whose(ending) + ", by " + ending.authority() + ": " + ending.reason();
        } else if (entry instanceof Hold hold && hold.step() == Hold.Step.LIFTED) {
            return "hold " + hold.hold() + " lifted, by " + hold.authority() + ": " + hold.reason();
        } else if (entry instanceof Hold hold) {
            return "hold " + hold.hold() + " placed on " + EntryWords.count(hold.ranges()) + " ("
                    + EntryWords.ranges(hold.ranges()) + "), review " + hold.day() + ", by " + hold.authority() + ": "
                    + hold.reason();
        } else if (entry instanceof Restricted restricted) {
            return EntryWords.count(restricted.ranges()) + " restricted (" + EntryWords.ranges(restricted.ranges())
                    + "), to be erased on " + restricted.eraseOn() + ": " + restricted.reason();
        }
        return "";
    }

    private static String whose(Ending ending) {
        if (ending.scope() instanceof Scope.OfVersion version) {
            return "everybody under policy " + version.grants().policyVersion() + " from "
                    + version.grants().from() + " to " + version.grants().to();
        }
        return ending.scope() instanceof Scope.OfMark mark && mark.refuses()
                ? "somebody who counts as having refused everything"
                : "somebody who is asked again";
    }

    /** The facts of such an entry; none for another. */
    static void facts(Html html, @Nullable Entry entry) {
        if (entry instanceof Ending ending) {
            ConsoleFrame.code(html, "Request", ending.ending());
            ConsoleFrame.fact(html, "Whose grants", whose(ending));
            if (ending.scope() instanceof Scope.OfMark mark) {
                ConsoleFrame.code(html, "Mark", mark.mark());
            }
            ConsoleFrame.fact(html, "Reason", ending.reason());
            ConsoleFrame.fact(html, "Authority", ending.authority());
        } else if (entry instanceof Hold hold) {
            ConsoleFrame.code(html, "Hold", hold.hold());
            ConsoleFrame.fact(html, "Step", hold.step().id());
            ConsoleFrame.fact(html, "Entries held", EntryWords.ranges(hold.ranges()));
            ConsoleFrame.fact(html, "Reason", hold.reason());
            ConsoleFrame.fact(html, "Authority", hold.authority());
            ConsoleFrame.fact(
                    html,
                    hold.step() == Hold.Step.PLACED ? "To be looked at again" : "Lifted on",
                    hold.day().toString());
        } else if (entry instanceof Restricted restricted) {
            ConsoleFrame.code(html, "Request", restricted.request());
            ConsoleFrame.fact(html, "Entries hidden", EntryWords.ranges(restricted.ranges()));
            ConsoleFrame.fact(html, "Reason", restricted.reason());
            ConsoleFrame.fact(html, "To be erased on", restricted.eraseOn().toString());
        }
    }
}
