package dev.consent4j;

import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.ConflictAnswered;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Expression;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Recorded;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes decisions of an account of what is answered while it is signed in. What concerns the device as well is a second
 * decision, the device's own, so that no entry names both and erasing one leaves the other. Thread safe.
 */
final class AccountAnswers {

    private final Answers answers;
    private final AccountStates states;
    private final ConsentLedger ledger;
    private final Prerequisites prerequisites;
    private final Identities identities;
    private final Clock clock;

    AccountAnswers(
            Answers answers,
            AccountStates states,
            ConsentLedger ledger,
            Prerequisites prerequisites,
            Identities identities,
            Clock clock) {
        this.answers = answers;
        this.states = states;
        this.ledger = ledger;
        this.prerequisites = prerequisites;
        this.identities = identities;
        this.clock = clock;
    }

    Outcome submit(Submission submission, EffectiveConsent before, SignedIn who) {
        EffectiveConsent device = Answers.on(before.visit().device(), before);
        DecisionDraft draft = draft(submission, before, who);
        Decision decision = decision(draft);
        if (!(who.given() instanceof GivenConsent given)) {
            return notRecorded(decision, draft, device, who);
        }
        Optional<Submission> own = onDevice(submission, device);
        boolean known = given.signals().keySet().containsAll(decision.signals());
        if (submission.expression().action() == Action.SIGNAL && known && own.isPresent()) {
            return answers.submit(own.get(), device);
        }
        try {
            states.recordPending(who);
            prerequisites.record(draft.policy(), decision.shown());
            Recorded recorded = ledger.record(new DecisionRecorded(decision, who.reference(), Library.VERSION));
            if (!(recorded.entry() instanceof DecisionRecorded first) || !repeats(recorded, first, decision, who)) {
                return new Outcome.Contradicts(device.given());
            }
            states.changed(who.account());
            applySignals(states.after(given, first.decision()), who, decision, before);
            GivenConsent carried = carried(own, device, decision.action());
            return new Outcome.Recorded(
                    answersDevice(submission, before)
                            ? carried.answered(
                                    ConflictAnswered.by(device.given().acts(), decision.id()),
                                    ConflictAnswered.MAX_ON_DEVICE)
                            : carried,
                    first.decision(),
                    recorded.index());
        } catch (StoreException unavailable) {
            return notRecorded(decision, draft, device, who);
        }
    }

    /** Once for each decision of the account that a signal overrides, on whatever device it was given. */
    private void applySignals(GivenConsent now, SignedIn who, Decision decision, EffectiveConsent before) {
        if (!now.signals().isEmpty() && now.grantsAnything()) {
            new OverriddenGrants(Answers.on(now, before), who.reference()).record(ledger, decision.time());
        }
    }

    /** Whether the person answers here that the device denies what the account permits, having been shown it. */
    private static boolean answersDevice(Submission submission, EffectiveConsent before) {
        Expression expression = submission.expression();
        if (expression.conflictNamed()) {
            return submission.choices().entrySet().stream()
                    .anyMatch(
                            answer -> answer.getValue() == Choice.GRANTED && before.isDeniedByDevice(answer.getKey()));
        }
        return expression.action() == Action.ACKNOWLEDGE
                && before.prompt() == Prompt.TELL_CONFLICT
                && before.asked().stream().anyMatch(before::isDeniedByDevice);
    }

    Outcome postpone(Submission submission, EffectiveConsent before, SignedIn who) {
        DecisionDraft draft = draft(submission, before, who);
        return notRecorded(decision(draft), draft, Answers.on(before.visit().device(), before), who);
    }

    private DecisionDraft draft(Submission submission, EffectiveConsent before, SignedIn who) {
        EffectiveConsent account = Answers.on(GivenConsent.orEmpty(who.given()), before);
        return answers.draft(submission, account, new EarlierDecisions(who.newest()));
    }

    /** An account needs no pseudonym: its reference says whose the decision is. */
    private Decision decision(DecisionDraft draft) {
        return draft.decision(identities, ledger, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .by(null);
    }

    /** Whether what the ledger holds is this act, also the second time; a grant only while nothing came after it. */
    private static boolean repeats(Recorded recorded, DecisionRecorded first, Decision decision, SignedIn who) {
        if (!first.decision().saysTheSameAs(decision)
                || first.account().filter(who.references()::contains).isEmpty()) {
            return false;
        }
        return !recorded.known()
                || !first.decision().grantsAnything()
                || first.decision().id().equals(who.newest())
                        && first.decision().policyHash().equals(decision.policyHash());
    }

    /** What the device is to carry: its own, with what concerns it too. */
    private GivenConsent carried(Optional<Submission> own, EffectiveConsent device, Action action) {
        if (own.isPresent()) {
            return answers.submit(own.get(), device).given();
        }
        boolean unreadable = device.visit().device() instanceof Given.Unreadable;
        // What nobody can read denies everything until something else takes its place.
        if (unreadable) {
            return new GivenConsent(null, 1, Map.of(), null, Map.of(), Map.of(), null);
        }
        // A withdrawal leaves nothing that names decisions of the account.
        return action == Action.WITHDRAW ? device.given().with(List.of()) : device.given();
    }

    /** The part that concerns the device as well, under an id of its own that is the same each time. */
    private static Optional<Submission> onDevice(Submission submission, EffectiveConsent device) {
        GivenConsent given = device.given();
        Action action = submission.expression().action();
        boolean permits = given.grantsAnything() || given.subject() != null;
        if (action == Action.WITHDRAW && permits) {
            return Optional.of(part(submission, Map.of()));
        }
        if (action == Action.OBJECT) {
            Map<String, Choice> denied = new TreeMap<>(submission.choices());
            denied.values().removeIf(choice -> choice == Choice.GRANTED);
            return Optional.of(part(submission, denied));
        }
        boolean unseen = !(device.visit().device() instanceof Given.Unreadable)
                && !given.signals()
                        .keySet()
                        .containsAll(device.visit().signals().active());
        return unseen ? Optional.of(signal(submission)) : Optional.empty();
    }

    private static Submission part(Submission submission, Map<String, Choice> choices) {
        return new Submission(
                Identities.inPlaceOf(submission.id()),
                submission.expression(),
                choices,
                submission.optOuts(),
                submission.shown(),
                submission.signalsWhenShown(),
                submission.foundBy());
    }

    private static Submission signal(Submission submission) {
        Submission seen =
                Submission.of(Identities.inPlaceOf(submission.id()), Action.SIGNAL, Source.SIGNAL, Shown.NOTHING);
        return seen.by(submission.expression().actor(), submission.expression().control())
                .seenWith(null, submission.foundBy());
    }

    /** The denials hold on the device that carries them, and for the account as long as this process remembers. */
    private Outcome notRecorded(Decision decision, DecisionDraft draft, EffectiveConsent device, SignedIn who) {
        Decision denials = decision.withoutGrants();
        boolean grants = !Objects.equals(denials, decision);
        boolean says =
                !grants || !denials.choices().isEmpty() || !denials.optOuts().isEmpty();
        if (says) {
            states.keep(who, grants ? denials.under(identities.decision()) : denials);
        }
        return answers.notRecorded(decision.under(Identities.inPlaceOf(decision.id())), draft.policy(), device);
    }
}
