package dev.consent4j.servlet.banner;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Finding;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.PolicyChange;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.page.Html;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody who has answered before is asked again, and what changed since: the same for everybody whose answers are
 * of the same versions.
 *
 * @param purposes the purposes asked about
 * @param whole whether these are all the optional ones
 */
record AskedAgain(List<Asked> purposes, boolean whole) {

    private static final AskedAgain NOTHING = new AskedAgain(List.of(), true);

    /**
     * One purpose.
     *
     * @param purpose the purpose
     * @param why what became of the answer given before
     * @param since the version that was answered; empty if none was
     * @param changes what goes beyond what was allowed then
     */
    record Asked(Purpose purpose, Reason why, String since, List<PolicyChange> changes) {

        String variant() {
            return purpose.id() + "@" + since + "/" + why.id();
        }
    }

    static AskedAgain of(EffectiveConsent effective) {
        if (effective.prompt() != Prompt.ASK_AGAIN) {
            return NOTHING;
        }
        List<Asked> asked =
                effective.asked().stream().map(id -> asked(effective, id)).toList();
        long optional = effective.policy().purposes().stream()
                .filter(purpose -> !purpose.required())
                .count();
        return new AskedAgain(asked, asked.size() == optional);
    }

    private static Asked asked(EffectiveConsent effective, String id) {
        Verdict verdict = effective.purpose(id);
        Finding ended = verdict.beaten().stream()
                .filter(finding -> finding.reason().isFailedGrant())
                .findFirst()
                .orElse(verdict.won());
        String since = ended.act() == null ? "" : ended.act().policyVersion();
        Purpose purpose = effective.policy().purpose(id).orElseThrow();
        PolicyHistory policies = effective.visit().policies();
        List<PolicyChange> changes = ended.reason() != Reason.CHANGED
                ? List.of()
                : policies.steps(since, effective.policy()).stream()
                        .flatMap(step -> step.of(id).stream())
                        .filter(PolicyChange::material)
                        .distinct()
                        .toList();
        return new Asked(purpose, ended.reason(), since, changes);
    }

    /** What tells the banners of one offer apart. */
    String variant() {
        return purposes.stream().map(Asked::variant).collect(Collectors.joining(" "));
    }

    /** The list of purposes with what changed. */
    void add(Html html, Wording wording) {
        html.open("ul");
        for (Asked asked : purposes) {
            html.open("li");
            wording.add(
                    html, "strong", "", asked.purpose().title(), asked.purpose().id());
            html.text(": ");
            wording.add(
                    html,
                    "span",
                    "",
                    asked.purpose().description(),
                    asked.purpose().id());
            html.open("ul");
            words(asked, wording).forEach(line -> html.line("li", "", line));
            html.close().close();
        }
        html.close();
    }

    private static Set<String> words(Asked asked, Wording wording) {
        Set<String> words = new LinkedHashSet<>();
        for (PolicyChange change : asked.changes()) {
            words.add(wording.say("change." + change.kind().id(), change.item(), change.before(), change.after()));
        }
        if (words.isEmpty()) {
            words.add(
                    switch (asked.why()) {
                        case CHANGED -> wording.say("asked.changed");
                        case REFUSED -> wording.say("asked.refused");
                        case UNDECIDED -> wording.say("asked.new");
                        default -> wording.say("asked.ended");
                    });
        }
        return words;
    }

    /** The hidden fields by which the form says what it asked. */
    void addFields(Html html) {
        purposes.forEach(
                asked -> PageQuery.hidden(html, "answered", asked.purpose().id()));
    }
}
