package dev.consent4j;

import dev.consent4j.cookie.ConsentCookie;
import dev.consent4j.cookie.CookieScope;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Choice;
import dev.consent4j.decision.Decision;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.NextConsent;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.decision.Unrecorded;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Rendering;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.key.Keyring;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.PublishingState;
import dev.consent4j.ledger.Recorded;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Regime;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.EntryRefusedException;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * One site, running: reads what a device brings, evaluates it, and records answers. Thread safe.
 *
 * <p>A refusal always takes effect, even when the ledger cannot be written; a grant takes effect only once it is durably
 * recorded.
 */
public final class SiteConsent {

    /** How long an answer without its cookie counts as the repetition of a recorded one, such as a second click. */
    static final Duration REPEAT_WINDOW = Duration.ofMinutes(2);

    private static final long MILLISECONDS_A_DAY = Duration.ofDays(1).toMillis();

    private final Site site;
    private final String mode;
    private final ConsentCookie cookie;
    private final ConsentLedger ledger;
    private final Prerequisites prerequisites;
    private final Accounts accounts;
    private final EnforcementTally tally;
    private final ServedPage.Seal seal;
    private final Identities identities;
    private final Clock clock;
    private final KnownDevices devices;
    private volatile Day day = new Day(0, LocalDate.EPOCH);

    /** A day with its number, so that asking for today makes no object but once a day. */
    private record Day(long number, LocalDate date) {}

    SiteConsent(Site site, String mode, Keyring keys, ConsentLedger ledger, Identities identities, Clock clock) {
        this.site = site;
        this.mode = mode;
        this.cookie = cookieOf(site, keys);
        this.seal = new ServedPage.Seal(site.id(), keys);
        this.accounts = new Accounts(site.id(), keys, ledger, clock);
        this.tally = new EnforcementTally(site.id(), identities.process(), ledger, clock);
        this.ledger = ledger;
        this.prerequisites = new Prerequisites(site, ledger, clock);
        this.identities = identities;
        this.clock = clock;
        this.devices = new KnownDevices(this);
    }

    /** What the site declares. */
    public Site site() {
        return site;
    }

    /** The enforcement mode: {@code enforce} or {@code report}. */
    public String mode() {
        return mode;
    }

    /** The cookie in which given consent travels. */
    public ConsentCookie cookie() {
        return cookie;
    }

    /** Where decisions are kept. */
    public ConsentLedger ledger() {
        return ledger;
    }

    /** Which accounts of the application the subjects are linked to. */
    public Accounts accounts() {
        return accounts;
    }

    /**
     * What is known of a page when it is served, as text for its form.
     *
     * @param page what is known
     * @param id identity of the decision the form is made for
     * @param rendering hash of the rendering
     * @return authenticated text, which holds nothing about the visitor beside
     */
    public String seal(ServedPage page, DecisionId id, String rendering) {
        return seal.seal(page, id, rendering);
    }

    /**
     * What was known of a page when it was served.
     *
     * @param text what its form brings, or anything else
     * @param id identity of the decision the form was made for
     * @param rendering hash of the rendering
     * @return what was known; empty if this site never said so
     */
    public Optional<ServedPage> served(String text, DecisionId id, String rendering) {
        return seal.open(text, id, rendering);
    }

    /** What the gate did today, counted by this process. */
    public EnforcementTally tally() {
        return tally;
    }

    /** The day, UTC. */
    public LocalDate today() {
        long number = Math.floorDiv(clock.millis(), MILLISECONDS_A_DAY);
        Day known = day;
        if (known.number != number) {
            known = new Day(number, LocalDate.ofEpochDay(number));
            day = known;
        }
        return known.date;
    }

    /** The grants ended elsewhere; what was evaluated before they changed no longer counts. */
    GrantsEnded ended() {
        return GrantsEnded.NONE;
    }

    /**
     * The device that brings one copy of the authenticated consent cookie, or another value under its name. A value seen
     * lately is known without its code being computed; one that is not ours is never kept.
     *
     * @param text a text that holds one such value only, such as a {@code Cookie} field
     * @param from where the value begins
     * @param to where it ends
     * @return the device
     */
    public Device device(String text, int from, int to) {
        return devices.find(text, from, to);
    }

    /**
     * The device that brings some copies of the authenticated consent cookie, or none.
     *
     * @param values the raw values of all cookies of its name, in order; at most {@value ConsentCookie#MAX_TRIED} are tried
     * @return the device
     */
    public Device device(List<String> values) {
        return devices.find(values);
    }

    /** A new identity for a decision. */
    public DecisionId newDecisionId() {
        return identities.decision();
    }

    /**
     * The answer now.
     *
     * @param device what the device brings
     * @param jurisdiction where the visitor is taken to be
     * @param person what is asserted about the person
     * @param signals what the browser says
     * @return effective consent
     */
    public EffectiveConsent evaluate(Given device, Jurisdiction jurisdiction, Person person, Signals signals) {
        return Evaluator.evaluate(
                new Visit(site.policies(), jurisdiction, device, Given.NONE, person, signals, ended(), today()));
    }

    /**
     * The same answer, whose explanations name the decisions behind it by id. Reads the ledger, so it is for support and
     * development, not for every request. A decision made without a pseudonym, as refusals are, stays unlinked.
     *
     * @param consent an answer of this site
     * @return the answer; the same one while the ledger cannot be read
     */
    public EffectiveConsent linked(EffectiveConsent consent) {
        try {
            return consent.linked(DecisionLinks.read(ledger, consent.given()).byAct());
        } catch (StoreException unavailable) {
            return consent;
        }
    }

    /**
     * Notes that a rendering is served, so that a decision may name it. The first time it becomes an entry; while the
     * ledger cannot be written it is served all the same and recorded before the first decision that names it.
     *
     * @param rendering what is served
     */
    public void served(Rendering rendering) {
        prerequisites.served(rendering);
    }

    /**
     * A rendering that was served, by its hash; also before a restart or by another process, as the ledger knows.
     *
     * @param hash 64 hexadecimal digits, or anything a client sends instead
     * @return the rendering, empty if this site never served it
     */
    public Optional<Rendering> rendering(String hash) {
        return prerequisites.rendering(hash);
    }

    /**
     * Records an answer and says what holds from now on; what the ledger still lacks is recorded before it.
     *
     * @param submission what the person answers
     * @param before the effective consent of the request that carries it
     * @return what became of it
     */
    public Outcome submit(Submission submission, EffectiveConsent before) {
        Optional<RecordedLate> late = late(before, submission.foundBy());
        return record(
                submission,
                late.map(clean -> on(clean.given(), before)).orElse(before),
                new EarlierDecisions(late.map(RecordedLate::id).orElse(null)));
    }

    private static EffectiveConsent on(GivenConsent device, EffectiveConsent before) {
        Visit visit = before.visit();
        return Evaluator.evaluate(new Visit(
                visit.policies(),
                visit.jurisdiction(),
                device,
                visit.account(),
                visit.person(),
                visit.signals(),
                visit.ended(),
                visit.today()));
    }

    private DecisionDraft draft(Submission submission, EffectiveConsent before, EarlierDecisions earlier) {
        return DecisionDraft.of(
                site, mode, submission, before, rendering(submission.shown().rendering()), earlier);
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
            new OverriddenGrants(on(next, before)).record(ledger, decision.time());
        }
    }

    /**
     * Lets the denials of an answer take effect without recording them now; the device carries the mark by which {@link
     * #recordLate} records them. For answers that are not to reach the ledger yet, such as a flood.
     *
     * @param submission what the person answers; its grants do not count
     * @param before the effective consent of the request that carries it
     * @return what holds, as if the ledger could not be written
     */
    public Outcome postpone(Submission submission, EffectiveConsent before) {
        DecisionDraft draft = draft(submission, before, EarlierDecisions.OF_SUBJECT);
        Decision decision = draft.decision(identities, ledger, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return notRecorded(decision, draft.policy(), before);
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
        boolean sameDevice = subject.equals(given.subject())
                || given.subject() == null && first.time().plus(REPEAT_WINDOW).isAfter(again.time());
        EntryQuery newest = new EntryQuery(EntryKind.DECISION.id(), subject.text(), Long.MAX_VALUE, 1);
        return sameDevice
                && first.policyHash().equals(again.policyHash())
                && ledger.find(newest).stream().allMatch(entry -> entry.index() == index);
    }

    private Outcome notRecorded(Decision decision, Policy policy, EffectiveConsent before) {
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

    /**
     * Records late what the ledger lacks, if the device brings something marked and the ledger can be written again. Where
     * the ledger can never take the marked id, such as one whose entry was erased, it is recorded under another one.
     *
     * @param before the effective consent of the request
     * @return what the device carries now, without the mark; empty if there is nothing to record or it failed again
     */
    public Optional<GivenConsent> recordLate(EffectiveConsent before) {
        return recordLate(before, FoundBy.CALLER);
    }

    /**
     * The same, for a caller who knows how it was found where the person is taken to be.
     *
     * @param before the effective consent of the request
     * @param foundBy how that was found
     * @return what the device carries now, without the mark; empty if there is nothing to record or it failed again
     */
    public Optional<GivenConsent> recordLate(EffectiveConsent before, FoundBy foundBy) {
        return late(before, foundBy).map(RecordedLate::given);
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

    /**
     * The Set-Cookie values that carry given consent, ours and the one for the script.
     *
     * @param given what the device is to carry
     * @param before the effective consent of the request
     * @return two raw header values
     */
    public List<String> setCookies(GivenConsent given, EffectiveConsent before) {
        return cookie.lines(given, AskAgain.day(given, before.regime(), today()));
    }

    static ConsentCookie cookieOf(Site site, Keyring keys) {
        return ConsentCookie.of(
                site.id(), new CookieScope(site.isSecure(), site.cookieDomain()), keys, site.policies());
    }

    /** Whether the ledger answers; for the application's own health check. */
    public boolean isAvailable() {
        try {
            return ledger.size() >= 0;
        } catch (StoreException failing) {
            return false;
        }
    }

    /** Whether what is recorded gets signed and reaches the checkpoint sinks; see {@link ConsentLedger#publishing()}. */
    public boolean isPublishing() {
        return ledger.publishing().condition() == PublishingState.Condition.CURRENT;
    }
}
