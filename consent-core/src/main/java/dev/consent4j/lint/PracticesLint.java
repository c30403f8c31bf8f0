package dev.consent4j.lint;

import dev.consent4j.policy.Kept;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Practices;
import dev.consent4j.policy.Right;
import dev.consent4j.policy.Taking;
import dev.consent4j.policy.Topic;
import dev.consent4j.policy.Use;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a site says it does, compared with what it may. */
final class PracticesLint {

    private static final Lifetime ONE_MONTH = PurposeLint.lifetime("P1M");

    private final Policy policy;
    private final Practices practices;
    private final Findings findings;

    private PracticesLint(Policy policy, Practices practices, Findings findings) {
        this.policy = policy;
        this.practices = practices;
        this.findings = findings;
    }

    static void check(Policy policy, Practices practices, Findings findings) {
        PracticesLint lint = new PracticesLint(policy, practices, findings);
        lint.silence();
        lint.takings();
        lint.conditions();
        lint.rights();
        lint.retention();
        lint.signals();
        lint.promises();
    }

    private void silence() {
        practices
                .silentOn()
                .forEach(topic -> add(ruleOf(topic), "silentOn", "The text does not say: " + topic.id() + "."));
        for (String vendor : practices.unnamedVendors()) {
            add(
                    LintRule.UNNAMED_VENDOR,
                    "unnamedVendors",
                    "'" + vendor + "' stands for somebody the text does not name.");
        }
    }

    /** What a text that is silent on a topic breaks. */
    private static LintRule ruleOf(Topic topic) {
        return switch (topic) {
            case CONTACT -> LintRule.MISSING_CONTACT;
            case VENDORS -> LintRule.UNNAMED_VENDOR;
            case COOKIES -> LintRule.MISSING_COOKIE_TABLE;
            case RETENTION -> LintRule.PURPOSE_WITHOUT_RETENTION;
            case TRANSFERS -> LintRule.TRANSFER_WITHOUT_MECHANISM;
            case RIGHTS -> LintRule.MISSING_RIGHTS;
            case DEADLINES -> LintRule.RIGHTS_DEADLINE;
            case REFUSAL -> LintRule.NO_REJECT_ON_FIRST_LAYER;
            case WITHDRAWAL -> LintRule.MISSING_WITHDRAWAL;
            case REGIMES -> LintRule.MISSING_REGIME;
            case EFFECTIVE_DATE -> LintRule.MISSING_EFFECTIVE_DATE;
            case DNT -> LintRule.MISSING_DNT_STATEMENT;
        };
    }

    private void takings() {
        takings(practices.agreement(), LintRule.AGREEMENT_BY_USE, "agreement", "Agreement");
        takings(practices.newVersions(), LintRule.BINDING_BY_USE, "newVersions", "Agreement to a new version");
        takings(practices.transfers(), LintRule.TRANSFER_BY_USE, "transfers", "Agreement to transfers");
        takings(practices.sensitive(), LintRule.SENSITIVE_BY_USE, "sensitive", "Agreement to use sensitive data");
        practices
                .onByDefault()
                .forEach(what -> add(LintRule.ON_BY_DEFAULT, "onByDefault", "On before a choice: " + what + "."));
    }

    private void takings(Set<Taking> takings, LintRule rule, String member, String what) {
        for (Taking taking : takings) {
            if (!taking.affirmative()) {
                add(rule, member, what + " is taken from " + taking.id().replace('-', ' ') + ".");
            }
        }
    }

    private void conditions() {
        practices
                .neededForUse()
                .forEach(what -> add(LintRule.COOKIE_WALL, "neededForUse", "The site works only with: " + what + "."));
        practices
                .ties()
                .forEach(tie -> add(
                        LintRule.TIED_PURPOSES,
                        "ties",
                        "Who refuses " + tie.refusing() + " loses " + tie.loses() + "."));
        practices.channels().stream()
                .filter(channel -> channel.optOut().isEmpty())
                .forEach(channel ->
                        add(LintRule.CHANNEL_WITHOUT_OPT_OUT, "channels", "Nobody can stop: " + channel.name() + "."));
        if (practices.optOutOnly() && Places.anyOptIn(policy)) {
            add(LintRule.OPT_OUT_WHERE_OPT_IN, "optOutOnly", "Opting out is the only choice, also under opt-in.");
        }
        if (practices.blanketInterest()) {
            add(LintRule.BLANKET_INTEREST, "blanketInterest", "No interest is named.");
        }
    }

    /** A text that offers no right at all is judged by what it is silent on, if it says so. */
    private void rights() {
        if (!practices.silentOn().contains(Topic.RIGHTS) && Places.anyOptIn(policy)) {
            Set<Right> missing = EnumSet.allOf(Right.class);
            missing.removeAll(practices.rights());
            if (!missing.isEmpty()) {
                add(
                        LintRule.MISSING_RIGHTS,
                        "rights",
                        "Not offered: " + missing.stream().map(Right::id).collect(Collectors.joining(", ")) + ".");
            }
        }
        practices.deadlines().forEach((right, deadline) -> {
            if (right != Right.COMPLAINT && deadline.seconds() > ONE_MONTH.seconds()) {
                add(LintRule.RIGHTS_DEADLINE, "deadlines." + right.id(), deadline.iso() + " is longer than one month.");
            }
        });
        for (Right right : List.of(Right.OBJECTION, Right.WITHDRAWAL)) {
            if (practices.identityChecks().contains(right)) {
                add(LintRule.IDENTITY_CHECK, "identityChecks", "An identity is asked for before: " + right.id() + ".");
            }
        }
    }

    private void retention() {
        for (Kept kept : practices.kept()) {
            if (kept.period() == null) {
                add(
                        LintRule.KEPT_FOR_EVER,
                        "kept",
                        "For ever: " + kept.what() + (kept.reason().isEmpty() ? "." : " (" + kept.reason() + ")."));
            }
        }
    }

    private void signals() {
        if (practices.signals().gpcIgnored()) {
            add(LintRule.GPC_IGNORED, "signals.gpcIgnored", "The text says that it changes nothing.");
        }
        if (practices.signals().dntIgnored()
                && Places.of(policy).stream().anyMatch(place -> place.regime().dntObjects())) {
            add(LintRule.DNT_IGNORED, "signals.dntIgnored", "The text says that it changes nothing.");
        }
        boolean tracks = policy.purposes().stream()
                .flatMap(purpose -> purpose.uses().stream())
                .anyMatch(use -> use != Use.PROFILING);
        if (practices.signals().nothingTracks() && tracks) {
            add(
                    LintRule.SIGNAL_REASON_CONTRADICTED,
                    "signals.nothingTracks",
                    "The text says that nothing tracks, and purposes are declared that do.");
        }
    }

    private void promises() {
        if (!practices.oneStandard()) {
            return;
        }
        List<Places.Place> places = Places.of(policy);
        Places.Place first = places.get(0);
        for (Places.Place place : places) {
            if (place.regime().model().compareTo(first.regime().model()) > 0
                    || place.regime().minimumAge() < first.regime().minimumAge()) {
                add(
                        LintRule.WEAKER_JURISDICTION,
                        "oneStandard",
                        "One standard is promised; " + place.name() + " gets '"
                                + place.regime().id() + "'.");
            }
        }
    }

    private void add(LintRule rule, String member, String message) {
        findings.add(rule, "practices." + member, message);
    }
}
