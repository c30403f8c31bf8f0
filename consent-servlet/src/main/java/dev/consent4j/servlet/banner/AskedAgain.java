package dev.consent4j.servlet.banner;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Finding;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Policy;
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
 * @param versions the versions of the site
 */
record AskedAgain(List<Asked> purposes, boolean whole, List<Policy> versions) {

    private static final AskedAgain NOTHING = new AskedAgain(List.of(), true, List.of());

    /**
     * One purpose.
     *
     * @param purpose the purpose
     * @param why what became of the answer given before
     * @param since the version that was answered; empty if none was
     * @param changes what goes beyond what was allowed then
     * @param explicit whether the law wants a yes of its own
     */
    record Asked(Purpose purpose, Reason why, String since, List<PolicyChange> changes, boolean explicit) {

        String variant() {
            return purpose.id() + "@" + since + "/" + why.id();
        }
    }

    static AskedAgain of(EffectiveConsent effective) {
        List<Purpose> optional = effective.policy().purposes().stream()
                .filter(purpose -> !purpose.required())
                .toList();
        boolean together = !optional.stream().allMatch(effective.regime()::wantsExplicit);
        if (!effective.prompt().asks()
                || effective.prompt() == Prompt.TELL_CONFLICT
                || together && effective.prompt() != Prompt.ASK_AGAIN) {
            return NOTHING;
        }
        List<Purpose> open = effective.asked().stream()
                .map(id -> effective.policy().purpose(id).orElseThrow())
                .toList();
        boolean whole = together && open.size() == optional.size();
        return new AskedAgain(
                (whole ? open : oneQuestion(effective, open))
                        .stream().map(purpose -> asked(effective, purpose)).toList(),
                whole,
                effective.visit().policies().versions());
    }

    /** What one yes may answer: what needs no explicit one, and after that, one by one, what does. */
    private static List<Purpose> oneQuestion(EffectiveConsent effective, List<Purpose> open) {
        List<Purpose> together = open.stream()
                .filter(purpose -> !effective.regime().wantsExplicit(purpose))
                .toList();
        return together.isEmpty() ? open.subList(0, Math.min(1, open.size())) : together;
    }

    private static Asked asked(EffectiveConsent effective, Purpose purpose) {
        String id = purpose.id();
        Verdict verdict = effective.purpose(id);
        Finding ended = verdict.beaten().stream()
                .filter(finding -> finding.reason().isFailedGrant())
                .findFirst()
                .orElse(verdict.won());
        String since = ended.act() == null ? "" : ended.act().policyVersion();
        PolicyHistory policies = effective.visit().policies();
        List<PolicyChange> changes = ended.reason() != Reason.CHANGED
                ? List.of()
                : policies.steps(since, effective.policy()).stream()
                        .flatMap(step -> step.of(id).stream())
                        .filter(PolicyChange::material)
                        .distinct()
                        .toList();
        return new Asked(
                purpose, ended.reason(), since, changes, effective.regime().wantsExplicit(purpose));
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
            boolean changed = !asked.changes().isEmpty();
            words(asked, wording).forEach(line -> html.line("li", changed ? "pc-changed" : "", line));
            if (asked.explicit() && !whole) {
                html.line(
                        "li",
                        "",
                        wording.say(
                                "asked.explicit." + asked.purpose().dataKind().id()));
            }
            html.close().close();
        }
        html.close();
    }

    private Set<String> words(Asked asked, Wording wording) {
        Set<String> words = new LinkedHashSet<>();
        ChangeWords changed = new ChangeWords(wording, versions);
        for (PolicyChange change : asked.changes()) {
            words.add(changed.of(change));
        }
        if (words.isEmpty()) {
            words.add(
                    switch (asked.why()) {
                        case CHANGED -> wording.say("asked.changed");
                        case REFUSED -> wording.say("asked.refused");
                        case UNDECIDED -> wording.say(asked.explicit() ? "asked.undecided" : "asked.new");
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
