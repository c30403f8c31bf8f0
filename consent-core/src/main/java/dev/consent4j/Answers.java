package dev.consent4j;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.NextConsent;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Recorded;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Regime;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes decisions of answers and records them, or says what holds as long as they cannot be recorded. Thread safe. */
final class Answers {

    /** How long an answer without its cookie counts as the repetition of a recorded one, such as a second click. */
    static final Duration REPEAT_WINDOW = Duration.ofMinutes(2);

    private final Site site;
    private final String mode;
    private final ConsentLedger ledger;
    private final Prerequisites prerequisites;
    private final EnforcementTally tally;
    private final Records records;
    private final Identities identities;
    private final Clock clock;

    Answers(
            Site site,
            String mode,
            ConsentLedger ledger,
            Prerequisites prerequisites,
            EnforcementTally tally,
            Records records,
            Identities identities,
            Clock clock) {
        this.site = site;
        this.mode = mode;
        this.ledger = ledger;
        this.prerequisites = prerequisites;
        this.tally = tally;
        this.records = records;
        this.identities = identities;
        this.clock = clock;
    }

    /** Nothing is recorded under a pseudonym that may have been erased elsewhere; it waits until that is known. */
    Outcome submit(Submission submission, EffectiveConsent before) {
        if (records.mayBeErased(before)) {
            return postpone(submission, before);
        }
        Optional<RecordedLate> late = late(before, submission.foundBy());
        return record(
                submission,
                late.map(clean -> on(clean.given(), before)).orElse(before),
                new EarlierDecisions(late.map(RecordedLate::id).orElse(null)));
    }

    Outcome postpone(Submission submission, EffectiveConsent before) {
        DecisionDraft draft = draft(submission, before, EarlierDecisions.OF_SUBJECT);
        Decision decision = draft.decision(identities, ledger, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return notRecorded(decision, draft.policy(), before);
    }

    Optional<GivenConsent> recordLate(EffectiveConsent before, FoundBy foundBy) {
        return records.mayBeErased(before)
                ? Optional.empty()
                : late(before, foundBy).map(RecordedLate::given);
    }

    /** What would hold for a device alone. */
    static EffectiveConsent on(Given device, EffectiveConsent before) {
        Visit visit = before.visit();
        return Evaluator.evaluate(new Visit(
                visit.policies(),
                visit.jurisdiction(),
                device,
                Given.NONE,
                visit.person(),
                visit.signals(),
                visit.ended(),
                visit.today()));
    }

    DecisionDraft draft(Submission submission, EffectiveConsent before, EarlierDecisions earlier) {
        return DecisionDraft.of(
                site,
                mode,
                submission,
                before,
                prerequisites.rendering(submission.shown().rendering()),
                earlier);
    }

    private Outcome record(Submission submission, EffectiveConsent before, EarlierDecisions earlier) {
        DecisionDraft draft = draft(submission, before, earlier);
        Policy policy = draft.policy();
        Regime regime = before.regime();
        GivenConsent given = before.given();
        Decision decision = draft.decision(identities, ledger, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        try {
            prerequisites.record(policy, decision.shown());
            Recorded recorded = ledger.record(new DecisionRecorded(decision, Library.VERSION));
            if (!(recorded.entry() instanceof DecisionRecorded first)
                    || first.reference() != null
                    || !first.decision().saysTheSameAs(decision)) {
                return new Outcome.Contradicts(given);
            }
            if (recorded.known() && !repeats(first.decision(), recorded.index(), given, decision)) {
                return new Outcome.Contradicts(given);
            }
            Decision kept = first.decision();
            // A repeated denial holds for whoever sends it, but never hands the first sender's pseudonym on.
            Decision effect = recorded.known() && !kept.grantsAnything() ? kept.by(given.subject()) : kept;
            GivenConsent next = NextConsent.after(given, effect, policy, regime);
            applySignals(decision, next, before);
            return new Outcome.Recorded(next, kept, recorded.index());
        } catch (StoreException unavailable) {
            return notRecorded(decision, policy, before);
        }
    }

    /** A signal of nobody we know is counted; one of somebody we know is an entry for each decision it overrides. */
    private void applySignals(Decision decision, GivenConsent next, EffectiveConsent before) {
        if (decision.action() == Action.SIGNAL && next.subject() == null) {
            tally.countSignals(decision.signals());
        } else if (!next.signals().isEmpty() && next.subject() != null && next.grantsAnything()) {
            new OverriddenGrants(on(next, before), null).record(ledger, decision.time());
        }
    }

    /**
     * Whether a decision that is already recorded may take effect once more. Denials may at any time. A grant may only
     * as the repetition of an answer just given, by the device that gave it or has not seen our answer yet, and not after
     * the same subject decided otherwise: an old form sent again must not undo a withdrawal, nor hand its pseudonym on,
     * nor grant what a later version of the policy says.
     */
    private boolean repeats(Decision first, long index, GivenConsent given, Decision again) {
        SubjectId subject = first.subject();
        if (!first.grantsAnything() || subject == null) {
            return true;
        }
        boolean sameDevice =
                subject.equals(given.subject()) || given.subject() == null && near(first.time(), again.time());
        EntryQuery newest = new EntryQuery(EntryKind.DECISION.id(), subject.text(), Long.MAX_VALUE, 1);
        return sameDevice
                && first.policyHash().equals(again.policyHash())
                && ledger.find(newest).stream().allMatch(entry -> entry.index() == index);
    }

    /** In both directions, because a clock that was set back would make every old form a new one. */
    private static boolean near(Instant first, Instant again) {
        return Duration.between(first, again).abs().compareTo(REPEAT_WINDOW) < 0;
    }

    Outcome notRecorded(Decision decision, Policy policy, EffectiveConsent before) {
        GivenConsent given = before.given();
        Decision denials = decision.withoutGrants().by(given.subject());
        boolean grants = decision.choices().containsValue(Choice.GRANTED);
        if (grants && denials.choices().isEmpty() && denials.optOuts().isEmpty()) {
            return new Outcome.Unavailable(given);
        }
        tally.countUnrecorded();
        // The id stays free for the whole answer, which may be sent again once the ledger can be written.
        DecisionId id = grants ? identities.decision() : decision.id();
        GivenConsent next = NextConsent.after(given, denials, policy, before.regime())
                .by(given.subject())
                .marked(mark(id, denials, given));
        return grants ? new Outcome.Unavailable(next) : new Outcome.Late(next);
    }

    /** A withdrawal keeps its subject until it is recorded, or the ledger would never know whose it was. */
    private static Unrecorded mark(DecisionId id, Decision denials, GivenConsent given) {
        Unrecorded earlier = given.unrecorded();
        return new Unrecorded(
                id,
                denials.time().truncatedTo(ChronoUnit.SECONDS),
                earlier == null ? denials.action() : wider(earlier.action(), denials.action()),
                denials.source(),
                earlier == null ? given.acts() + 1 : earlier.fromAct());
    }

    /** Of two acts recorded as one, the one that says more. */
    private static Action wider(Action first, Action second) {
        boolean firstIsWider = first == Action.WITHDRAW || first == Action.REJECT_ALL && second != Action.WITHDRAW;
        return firstIsWider ? first : second;
    }

    /** What a device carries once a decision was recorded late. */
    private record RecordedLate(GivenConsent given, DecisionId id) {}

    private Optional<RecordedLate> late(EffectiveConsent before, FoundBy foundBy) {
        GivenConsent given = before.given();
        Unrecorded mark = given.unrecorded();
        if (mark == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Duration delay = Duration.between(mark.time(), now);
        Decision late = new LateDecision(site, mode, mark, before, foundBy)
                .decision(ledger, delay.isNegative() ? Duration.ZERO : delay);
        try {
            Policy answered = site.policies().find(late.policyVersion()).orElseGet(before::policy);
            prerequisites.record(answered, late.shown());
            DecisionId id = recordUnderAFreeId(late);
            tally.countLate();
            GivenConsent recorded = given.marked(null);
            if (mark.action() != Action.WITHDRAW) {
                applySignals(late, recorded, before);
            }
            return Optional.of(new RecordedLate(mark.action() == Action.WITHDRAW ? recorded.by(null) : recorded, id));
        } catch (StoreException stillUnavailable) {
            return Optional.empty();
        }
    }

    /** An id that is refused for good would keep the mark, and a try on every request, for ever. */
    private DecisionId recordUnderAFreeId(Decision late) {
        try {
            ledger.record(new DecisionRecorded(late, Library.VERSION));
            return late.id();
        } catch (EntryRefusedException taken) {
            Decision free = late.under(Identities.inPlaceOf(late.id()));
            ledger.record(new DecisionRecorded(free, Library.VERSION));
            return free.id();
        }
    }
}
