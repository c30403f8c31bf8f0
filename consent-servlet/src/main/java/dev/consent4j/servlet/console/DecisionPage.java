package dev.consent4j.servlet.console;

import dev.consent4j.PastPolicies;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Evidence;
import dev.consent4j.decision.Expression;
import dev.consent4j.decision.PurposeAnswer;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.console.ConsoleFrame.Crumb;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.Table;
import dev.consent4j.signal.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One decision in full: every field, each answer beside what the policy then said, and what followed from it. */
record DecisionPage(ConsoleFrame frame, ConsoleReading reading) {

    String html(LedgerEntry entry, DecisionRecorded recorded) {
        reading.recorded("decision", List.of(entry));
        Decision decision = recorded.decision();
        String site = reading.site().site().id();
        Html html =
                frame.open("Decision " + entry.index(), List.of(new Crumb("Sites", ""), new Crumb(site, "/" + site)));
        html.line("p", "cc-lead", EntryWords.summary(decision));
        html.line("h2", "", "The act").open("dl").with("class", "cc-facts");
        act(html, decision);
        recorded.account().ifPresent(account -> ConsoleFrame.code(html, "Account reference", account));
        html.close().line("h2", "", "What was shown").open("dl").with("class", "cc-facts");
        shown(html, decision);
        html.close();
        Optional<Policy> policy = policy(decision);
        answers(html, decision, policy);
        policy.ifPresent(version -> consequences(html, recorded, version));
        Instant now = reading.clock().instant();
        reading.site().past().verdicts(recorded, now).ifPresent(today -> today(html, decision, today));
        html.line("h2", "", "In the ledger").open("dl").with("class", "cc-facts");
        ConsoleFrame.fact(html, "Index", String.valueOf(entry.index()));
        ConsoleFrame.code(html, "Leaf hash", EntryWords.hex(entry.leafHash()));
        ConsoleFrame.fact(html, "Bytes compared with the leaf hash", "unaltered");
        ConsoleFrame.fact(html, "Recorded by library version", recorded.library());
        html.close();
        return ConsoleFrame.close(html).toString();
    }

    private void act(Html html, Decision decision) {
        ConsoleFrame.code(html, "Receipt number", decision.id().text());
        SubjectId subject = decision.subject();
        if (subject == null) {
            ConsoleFrame.fact(html, "Subject", "none: filed under its receipt number");
        } else {
            ConsoleFrame.code(html, "Subject", subject.text());
        }
        ConsoleFrame.fact(html, "Site", decision.site());
        ConsoleFrame.fact(html, "Controller", decision.conditions().controller());
        if (decision.previous() != null) {
            ConsoleFrame.code(html, "Decision before", decision.previous().text());
        }
        ConsoleFrame.fact(html, "Action", decision.action().id());
        ConsoleFrame.fact(html, "Source", decision.source().id());
        expression(html, decision.expression());
        html.line("dt", "", "Time (UTC)").open("dd");
        ConsoleFrame.time(html, decision.time()).close();
        ConsoleFrame.fact(
                html,
                "Recorded",
                decision.delay().isZero()
                        ? "at once"
                        : "late, after " + decision.delay().toSeconds() + " s");
        ConsoleFrame.fact(
                html,
                "Jurisdiction",
                decision.jurisdiction().code() + ", found by "
                        + decision.conditions().foundBy().id());
        ConsoleFrame.fact(html, "Regime", decision.regime());
        ConsoleFrame.fact(html, "Signals with the answer", ids(decision.signals()));
        Set<Signal> whenShown = decision.seen().whenShown();
        ConsoleFrame.fact(html, "Signals when shown", whenShown == null ? "not known" : ids(whenShown));
        ConsoleFrame.fact(
                html,
                "Opted out of",
                String.join(", ", decision.optOuts().stream().map(Use::id).toList()));
        ConsoleFrame.fact(html, "Conflict with a signal was named", decision.conflictNamed() ? "yes" : "no");
        ConsoleFrame.fact(html, "Confirmed in a second step", decision.twoSteps() ? "yes" : "no");
        ConsoleFrame.fact(html, "Mode", decision.mode());
    }

    private static String ids(Set<Signal> signals) {
        return signals.isEmpty()
                ? "none"
                : String.join(", ", signals.stream().map(Signal::id).toList());
    }

    private static void expression(Html html, Expression expression) {
        ConsoleFrame.fact(html, "Who acted", expression.actor().id());
        String control = expression.control().id();
        ConsoleFrame.fact(html, "Control used", control.isEmpty() ? "not known" : control);
        Evidence evidence = expression.evidence();
        if (evidence != null) {
            ConsoleFrame.fact(html, "Evidence", evidence.reference());
        } else if (expression.isUnproven()) {
            ConsoleFrame.fact(html, "Evidence", "none: unproven, its grants grant nothing");
        }
    }

    private void shown(Html html, Decision decision) {
        link(html, "Policy version " + decision.policyVersion(), "policy:", decision.policyHash());
        if (decision.shown().rendering().isEmpty()) {
            ConsoleFrame.fact(html, "Rendering", "none: nothing was shown");
        } else {
            link(html, "Rendering", "rendering:", decision.shown().rendering());
            ConsoleFrame.fact(html, "Surface", decision.shown().surface());
            ConsoleFrame.fact(html, "Language", decision.shown().language());
            ConsoleFrame.code(html, "Hash of the markup", decision.shown().layout());
            ConsoleFrame.code(html, "Hash of the style", decision.shown().style());
            ConsoleFrame.code(html, "Hash of the script", decision.shown().script());
            Set<String> preset = decision.shown().preset();
            ConsoleFrame.fact(
                    html,
                    "Controls on when shown",
                    preset == null ? "not known" : preset.isEmpty() ? "none" : String.join(", ", preset));
        }
    }

    /** A hash, linked to its entry if the ledger has it. */
    private void link(Html html, String name, String kind, String hash) {
        Optional<LedgerEntry> entry = reading.site().ledger().find(kind + hash);
        html.line("dt", "", name).open("dd");
        if (entry.isPresent()) {
            String site = reading.site().site().id();
            html.open("a")
                    .with(
                            "href",
                            frame.base() + "/" + site + "/entries/"
                                    + entry.get().index());
            html.line("code", "", hash).close();
        } else {
            html.line("code", "", hash).text(" (no such entry)");
        }
        html.close();
    }

    private Optional<Policy> policy(Decision decision) {
        return reading.site().past().find(decision.policyHash());
    }

    private static void answers(Html html, Decision decision, Optional<Policy> policy) {
        html.line("h2", "", "Answers");
        if (decision.answers().isEmpty()) {
            html.line("p", "", "The person answered no single purpose.");
            return;
        }
        Table.open(
                html,
                "Answers by purpose",
                List.of("Purpose", "Answer", "Asked", "Explicit", "Until", "Legal basis", "Title then"));
        decision.answers().forEach((id, answer) -> {
            Optional<Purpose> purpose = policy.flatMap(version -> version.purpose(id));
            html.open("tr").open("td").line("code", "", id).close();
            html.line(
                    "td",
                    answer.choice() == Choice.GRANTED ? "cc-yes" : "cc-no",
                    answer.choice().id());
            html.line("td", "", answer.asked() ? "now" : "before, " + from(answer));
            html.line("td", "", answer.explicit() ? "yes" : "no");
            html.line(
                    "td",
                    "cc-whole",
                    answer.until() == null ? "" : answer.until().toString());
            html.line("td", "", answer.basis().id());
            html.line("td", "", purpose.map(known -> title(policy.get(), known)).orElse("not in the version"));
            html.close();
        });
        Table.close(html);
    }

    private static String from(PurposeAnswer answer) {
        return answer.from() == null ? "decision not known" : answer.from().text();
    }

    private static String title(Policy policy, Purpose purpose) {
        String language = policy.languages().get(0);
        return purpose.title().in("en", language);
    }

    /** The verdicts this decision leads to by itself; earlier answers are on the device, or the account's. */
    private static void consequences(Html html, DecisionRecorded recorded, Policy policy) {
        LocalDate day = recorded.time().atZone(ZoneOffset.UTC).toLocalDate();
        EffectiveConsent effective = PastPolicies.alone(recorded, policy, PolicyHistory.of(policy), day);
        html.line("h2", "", "What followed from it");
        html.line(
                "p",
                "",
                "Evaluated on the day of the act, by itself: answers given before are on the device, not in this entry.");
        verdicts(html, "Verdicts by purpose", effective);
    }

    /** What is left of it, which time and later versions of the policy have a say in. */
    private static void today(Html html, Decision decision, EffectiveConsent today) {
        html.line("h2", "", "What follows from it today");
        html.line(
                "p",
                "",
                "Answered under version " + decision.policyVersion() + ", in force is "
                        + today.policy().version() + ". Evaluated by itself, without grants ended since.");
        verdicts(html, "Verdicts by purpose today", today);
    }

    private static void verdicts(Html html, String caption, EffectiveConsent effective) {
        Table.open(html, caption, List.of("Purpose", "Verdict", "Why"));
        effective.verdicts().forEach((id, verdict) -> {
            html.open("tr").open("td").line("code", "", id).close();
            html.line("td", verdict.permitted() ? "cc-yes" : "cc-no", verdict.permitted() ? "permitted" : "denied");
            html.line("td", "", verdict.explain());
            html.close();
        });
        Table.close(html);
    }
}
