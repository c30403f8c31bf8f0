package dev.consent4j;

import dev.consent4j.cookie.ConsentCookie;
import dev.consent4j.cookie.CookieScope;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.FoundBy;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.Rendering;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.export.ExportRequest;
import dev.consent4j.export.LedgerExport;
import dev.consent4j.export.Receipt;
import dev.consent4j.key.Keyring;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.PublishingState;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One site, running: reads what a device brings, evaluates it, and records answers. Thread safe.
 *
 * <p>A refusal always takes effect, even when the ledger cannot be written; a grant takes effect only once it is durably
 * recorded.
 */
public final class SiteConsent {

    private static final long MILLISECONDS_A_DAY = Duration.ofDays(1).toMillis();

    private final Site site;
    private final String mode;
    private final ConsentCookie cookie;
    private final ConsentLedger ledger;
    private final Records records;
    private final Prerequisites prerequisites;
    private final Accounts accounts;
    private final EnforcementTally tally;
    private final ServedPage.Seal seal;
    private final Identities identities;
    private final Clock clock;
    private final KnownDevices devices;
    private final Answers answers;
    private final AccountAnswers accountAnswers;
    private volatile Day day = new Day(0, LocalDate.EPOCH);

    /** A day with its number, so that asking for today makes no object but once a day. */
    private record Day(long number, LocalDate date) {}

    SiteConsent(
            Site site,
            String mode,
            Keyring keys,
            ConsentLedger ledger,
            Records records,
            Identities identities,
            Clock clock) {
        this.site = site;
        this.mode = mode;
        this.cookie = cookieOf(site, keys);
        this.seal = new ServedPage.Seal(site.id(), keys);
        this.tally = new EnforcementTally(site.id(), identities.process(), ledger, clock);
        this.ledger = ledger;
        this.records = records;
        this.prerequisites = new Prerequisites(site, ledger, clock);
        this.identities = identities;
        this.clock = clock;
        this.devices = new KnownDevices(this);
        this.answers = new Answers(site, mode, ledger, prerequisites, tally, records, identities, clock);
        AccountStates states = new AccountStates(site, ledger, records, prerequisites, clock);
        this.accounts = new Accounts(site.id(), keys, ledger, records, clock, states);
        this.accountAnswers = new AccountAnswers(answers, states, ledger, prerequisites, identities, clock);
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

    /** What the ledger keeps, hides and erases. */
    public Records records() {
        return records;
    }

    /**
     * Erases everything about somebody, or hides what is still owed; grants end first, refusals hold on.
     *
     * @param request about whom, why, and by what id
     * @return what was erased, and what is owed until when
     * @throws dev.consent4j.store.StoreUnavailableException if the ledger cannot be written; asking again with the same
     *     id does the rest
     */
    public ErasureAnswer erase(ErasureRequest request) {
        return records.erase(request);
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
        return records.ended();
    }

    /**
     * The device that is known to have sent a text before, nothing in which was stopped. What it brings follows from the
     * text alone, because keys and policies of a running site never change.
     *
     * @param text a text, such as a {@code Cookie} field
     * @return the device, null if nothing is known, which says nothing
     */
    public @Nullable Device deviceThatSent(String text) {
        return devices.find(text);
    }

    /** Notes what a device sent as a whole. */
    void sent(String text, Device device) {
        devices.sent(text, device);
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
        return evaluate(device, Given.NONE, jurisdiction, person, signals, today());
    }

    /**
     * The answer on a day, so that one request sees one version of the policy although midnight passes.
     *
     * @param device what the device brings
     * @param jurisdiction where the visitor is taken to be
     * @param person what is asserted about the person
     * @param signals what the browser says
     * @param today the day, UTC
     * @return effective consent
     */
    public EffectiveConsent evaluate(
            Given device, Jurisdiction jurisdiction, Person person, Signals signals, LocalDate today) {
        return evaluate(device, Given.NONE, jurisdiction, person, signals, today);
    }

    /**
     * The answer on a day, while an account may be signed in: it decides, but for denials and signals of the device. With
     * the day given, one request sees one version of the policy although midnight passes.
     *
     * @param device what the device brings
     * @param account what the account brings, see {@link SignedIn#given()}; {@link Given#NONE} if nobody is signed in
     * @param jurisdiction where the visitor is taken to be
     * @param person what is asserted about the person
     * @param signals what the browser says
     * @param today the day, UTC
     * @return effective consent
     */
    public EffectiveConsent evaluate(
            Given device, Given account, Jurisdiction jurisdiction, Person person, Signals signals, LocalDate today) {
        GrantsEnded ended = ended();
        return Evaluator.evaluate(new Visit(
                site.policies(), jurisdiction, ended.counted(device), account, person, signals, ended, today));
    }

    /** The policies as they were at any time, also those the configuration no longer has. */
    public PastPolicies past() {
        return new PastPolicies(site, ledger);
    }

    /**
     * The same answer, whose explanations name the decisions behind it by id. Reads the ledger, so it is for support and
     * development, not for every request. A decision made without a pseudonym, as refusals are, stays unlinked. While
     * somebody is signed in, the account's decisions are named and the device's are not, which may be another person's; nor
     * is ever one that an account has claimed.
     *
     * @param consent an answer of this site
     * @return the answer; the same one while the ledger cannot be read
     */
    public EffectiveConsent linked(EffectiveConsent consent) {
        try {
            SubjectId subject = consent.given().subject();
            boolean signedIn = !(consent.visit().account() instanceof Given.None);
            return consent.linked(
                    signedIn
                            ? Map.of()
                            : DecisionLinks.read(ledger, consent.given())
                                    .after(subject == null ? -1 : accounts.claimedUpTo(subject))
                                    .byAct());
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
        return prerequisites.rendering(hash).map(ServedRendering::rendering);
    }

    /**
     * Records an answer and says what holds from now on; what the ledger still lacks is recorded before it. While it cannot
     * be told whether the device's subject was erased, nothing more is recorded under its name: its denials take effect and
     * are recorded later, its grants have to be given again.
     *
     * @param submission what the person answers
     * @param before the effective consent of the request that carries it
     * @return what became of it
     */
    public Outcome submit(Submission submission, EffectiveConsent before) {
        return answers.submit(submission, before);
    }

    /**
     * Records what a person answers while signed in, as a decision of the account. A withdrawal, an objection, an opt-out
     * and a signal are recorded for the device as well, under an id of their own; nothing else of it enters the device.
     *
     * @param submission what the person answers
     * @param before the effective consent of the request that carries it
     * @param who the account; null if nobody is signed in
     * @return what became of it, with what the device is to carry
     */
    public Outcome submit(Submission submission, EffectiveConsent before, @Nullable SignedIn who) {
        return who == null ? submit(submission, before) : accountAnswers.submit(submission, before, who);
    }

    /**
     * Ends everything that was permitted to an account, by the wish of its owner that reached the application another way.
     *
     * @param id identity of the act, as for every answer
     * @param account the application's id of the account
     * @return what became of it; it holds on every node within {@value Endings#MAX_AGE_SECONDS} seconds
     */
    public Outcome withdraw(DecisionId id, String account) {
        SignedIn who = accounts.signedIn(account);
        EffectiveConsent before =
                evaluate(Given.NONE, who.given(), Jurisdiction.UNKNOWN, Person.UNKNOWN, Signals.NONE, today());
        return submit(Submission.of(id, Action.WITHDRAW, Source.API, Shown.NOTHING), before, who);
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
        return answers.postpone(submission, before);
    }

    /**
     * The same while an account is signed in: this process remembers the denials for the account until it can record
     * them.
     *
     * @param submission what the person answers; its grants do not count
     * @param before the effective consent of the request that carries it
     * @param who the account; null if nobody is signed in
     * @return what holds, as if the ledger could not be written
     */
    public Outcome postpone(Submission submission, EffectiveConsent before, @Nullable SignedIn who) {
        return who == null ? answers.postpone(submission, before) : accountAnswers.postpone(submission, before, who);
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
        return answers.recordLate(before, foundBy);
    }

    /**
     * The Set-Cookie values that carry given consent, ours and the one for the script.
     *
     * @param given what the device is to carry
     * @param before the effective consent of the request
     * @return two raw header values
     */
    public List<String> setCookies(GivenConsent given, EffectiveConsent before) {
        return cookie.lines(
                given, AskAgain.day(given, before.regime(), before.visit().today()));
    }

    /**
     * The receipt of a decision, for the person who made it.
     *
     * @param id the decision
     * @param keys the service's ring, see {@link ConsentService#keys()}
     * @return the receipt; empty if the ledger holds no such decision, or has no signing key
     * @throws StoreException if the ledger cannot be read or signed now
     */
    public Optional<Receipt> receipt(DecisionId id, Keyring keys) {
        return Receipt.of(ledger, keys, id, clock.instant());
    }

    /**
     * Begins an export of the ledger: it is recorded before this returns. Restricted entries are in it as leaf hashes only,
     * unless the request wants them.
     *
     * @param request what is wanted, by whom and what for
     * @return the export, to be written
     * @throws IllegalArgumentException if the request has problems, or the range lies beyond the end of the ledger
     * @throws IllegalStateException if it is to be verifiable and the ledger has no signing key
     * @throws StoreException if it cannot be recorded; then nothing may leave
     */
    public LedgerExport export(ExportRequest request) {
        ExportRequest shown = request.restricted() ? request : request.hiding(ledger.restricted());
        return LedgerExport.begin(ledger, shown, identities.decision().text(), clock.instant());
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
