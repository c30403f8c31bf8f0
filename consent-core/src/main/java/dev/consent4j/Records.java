package dev.consent4j;

import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Ending.Scope;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.IndexRanges;
import dev.consent4j.entry.Restricted;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Deliveries;
import dev.consent4j.ledger.Erasure;
import dev.consent4j.ledger.ErasureOrder;
import dev.consent4j.ledger.ErasureOrder.Target;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.ledger.Recorded;
import dev.consent4j.policy.Policy;
import dev.consent4j.store.EntryQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a site's ledger keeps, hides and erases: requests to erase, legal holds, retention, and grants that are ended.
 * Thread safe. Every method throws {@link dev.consent4j.store.StoreUnavailableException} if the ledger cannot be read or
 * written; asking again with the same id is safe.
 */
public final class Records {

    private static final int PAGE = 256;

    private final Site site;
    private final ConsentLedger ledger;
    private final Deliveries deliveries;
    private final Clock clock;
    private final SuppressionMarks marks;
    private final Endings endings;
    private final RetentionPurge purge;
    private final Stragglers stragglers;
    private final Set<String> erasedRestrictions = new HashSet<>();
    private volatile @Nullable IndexRanges restricted;

    Records(
            Site site,
            ConsentLedger ledger,
            Deliveries deliveries,
            SuppressionMarks marks,
            Clock clock,
            LongSupplier nanos) {
        this.site = site;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.clock = clock;
        this.marks = marks;
        this.endings = new Endings(site, ledger, marks, clock, nanos);
        this.purge = new RetentionPurge(site, ledger, deliveries, endings);
        this.stragglers = new Stragglers(ledger, marks);
    }

    GrantsEnded ended() {
        return endings.now();
    }

    /**
     * Whether a device's pseudonym may have been erased elsewhere: then nothing is recorded that would name it again. What
     * was evaluated in doubt may still name it when the doubt is over.
     */
    boolean mayBeErased(EffectiveConsent before) {
        boolean known = before.visit().ended().complete() && ended().complete();
        return before.given().subject() != null && !known;
    }

    /** Looks for what others ended; waits for nothing else of this object. False if the ledger did not answer. */
    boolean refreshEndings() {
        return endings.tryRefresh();
    }

    /** Whether the last look for what others ended was good and is not long ago. */
    boolean isCurrent() {
        return endings.isCurrent();
    }

    /**
     * Erases everything about somebody, or hides what is still owed until it may be erased. Grants end first; refusals
     * hold on, as a mark in the ledger that names nobody. The same request again changes nothing.
     *
     * @param request about whom, why, and by what id
     * @return what was erased, and what is owed until when
     */
    public synchronized ErasureAnswer erase(ErasureRequest request) {
        Instant now = now();
        List<Target> targets = targets(request, now);
        Owed owed = Owed.now(site, ledger, now);
        Erasure erasure = ledger.erase(
                new ErasureOrder(request.id(), request.reason(), request.authority(), residue(), targets, now),
                owed,
                deliveries);
        Restricted left = restrict(request.id(), owed, erasure.spared(), now).orElse(null);
        refresh();
        return new ErasureAnswer(
                request.id(),
                erasure.erased().size(),
                erasure.spared().size(),
                left == null ? null : left.eraseOn(),
                left == null ? "" : left.reason(),
                erasure.exports());
    }

    /** Ends the grants, and says whose entries go: visitors first, because the account's own lead to them. */
    private List<Target> targets(ErasureRequest request, Instant now) {
        Set<String> subjects = new LinkedHashSet<>();
        List<Target> targets = new ArrayList<>();
        if (request.whose() instanceof ErasureRequest.Whose.OfAccount account) {
            long begun = 0;
            for (String reference : account.references()) {
                String mark = marks.mark(SuppressionMarks.Whose.ACCOUNT, reference);
                begun = beginErasing(request, mark, now).index();
                subjects.addAll(linkedTo(reference));
            }
            subjects.forEach(subject -> targets.add(new Target.OfSubject(subject)));
            for (String reference : account.references()) {
                targets.add(new Target.OfAccount(reference, begun));
            }
        } else if (request.whose() instanceof ErasureRequest.Whose.OfSubject one) {
            subjects.add(one.subject().text());
            targets.add(new Target.OfSubject(one.subject().text()));
        }
        for (String subject : subjects) {
            beginErasing(request, marks.mark(SuppressionMarks.Whose.SUBJECT, subject), now);
        }
        endings.refresh();
        return targets;
    }

    /** Under a name of its own where the request's id was used to end the grants and not to erase. */
    private Recorded beginErasing(ErasureRequest request, String mark, Instant now) {
        Ending ending = erasing(request.id(), request, mark, now);
        Recorded recorded = ledger.record(ending);
        return isSaid(ending, recorded)
                ? recorded
                : ledger.record(erasing(request.id() + ".erasure", request, mark, now));
    }

    private static Ending erasing(String id, ErasureRequest request, String mark, Instant now) {
        return new Ending(id, new Scope.OfMark(mark, true), "erasure", request.authority(), now);
    }

    private Set<String> linkedTo(String account) {
        Set<String> subjects = new LinkedHashSet<>();
        EntryQuery first = new EntryQuery(null, null, account, Long.MAX_VALUE, PAGE);
        pages(first, before -> new EntryQuery(null, null, account, before, PAGE))
                .forEach(entry ->
                        entry.entry().flatMap(intact -> intact.subject()).ifPresent(subjects::add));
        return subjects;
    }

    /**
     * Hides what is still owed. What an entry of the same request hides already is left out: a request may come again for
     * what was recorded meanwhile, or with a form that was sent before.
     *
     * @return the newest entry of the request, empty if it left nothing over
     */
    private Optional<Restricted> restrict(String request, Owed owed, IndexRanges spared, Instant now) {
        String name = request;
        IndexRanges rest = spared;
        Optional<Restricted> newest = Optional.empty();
        Optional<Restricted> known = restriction(name);
        for (int part = 1; known.isPresent(); part++) {
            newest = known;
            rest = rest.without(new IndexRanges(known.get().ranges()));
            name = request + "." + part;
            known = restriction(name);
        }
        LocalDate until = owed.until();
        if (until == null || rest.isEmpty()) {
            return newest;
        }
        Restricted left = new Restricted(name, owed.reason(), until, rest.list(), now);
        ledger.record(left);
        return Optional.of(left);
    }

    private Optional<Restricted> restriction(String request) {
        return ledger.find(Restricted.idOf(request))
                .flatMap(LedgerEntry::entry)
                .filter(Restricted.class::isInstance)
                .map(Restricted.class::cast);
    }

    private String residue() {
        List<Policy> versions = site.policies().versions();
        return versions.get(versions.size() - 1).residue();
    }

    /** Places hidden from everybody but an operator with a reason, because they were asked to be erased. */
    public IndexRanges restricted() {
        IndexRanges known = restricted;
        return known != null ? known : readRestricted();
    }

    private IndexRanges readRestricted() {
        IndexRanges read = ledger.restricted();
        restricted = read;
        return read;
    }

    /**
     * Places a legal hold: what it covers is neither erased nor purged until it is lifted.
     *
     * @param id random id of the hold
     * @param places what it covers; entries that come later are not
     * @param reason why, without a name
     * @param authority who ordered it
     * @param review the day on which it is to be looked at again
     * @return the hold; what was erased before it was recorded is gone, and nothing it covers is erased after
     * @throws IllegalArgumentException if the id was used for a hold on other places, or for one that was lifted
     */
    public synchronized Hold hold(
            String id, List<IndexRange> places, String reason, String authority, LocalDate review) {
        Hold hold = new Hold(id, Hold.Step.PLACED, reason, authority, places, review, now());
        Recorded recorded = ledger.record(hold);
        if (recorded.known() && !isInForce(recorded.entry(), hold)) {
            throw new IllegalArgumentException("the id " + id + " is of another hold, or of one that was lifted");
        }
        return hold;
    }

    private boolean isInForce(Entry known, Hold hold) {
        return known instanceof Hold first
                && first.ranges().equals(hold.ranges())
                && holds().stream().anyMatch(each -> each.hold().equals(hold.hold()));
    }

    /**
     * The places of everything about a subject now, such as to hold it.
     *
     * @param subject the subject
     * @return the places
     */
    public IndexRanges placesOf(SubjectId subject) {
        EntryQuery first = new EntryQuery(null, subject.text(), Long.MAX_VALUE, PAGE);
        return IndexRanges.of(pages(first, before -> new EntryQuery(null, subject.text(), before, PAGE)).stream()
                .map(LedgerEntry::index)
                .toList());
    }

    /**
     * Lifts a legal hold; what it held back is erased or purged with the next run.
     *
     * @param id id of the hold
     * @param reason why
     * @param authority who ordered it
     */
    public synchronized void lift(String id, String reason, String authority) {
        Instant now = now();
        ledger.record(new Hold(
                id, Hold.Step.LIFTED, reason, authority, List.of(), LocalDate.ofInstant(now, ZoneOffset.UTC), now));
    }

    /** The holds in force, the newest first. */
    public List<Hold> holds() {
        return Owed.active(ledger);
    }

    /**
     * Ends all grants of a subject, which is asked anew as another one; its refusals stay.
     *
     * @param id random id of the ending
     * @param subject the subject
     * @param reason why, without a name
     * @param authority who ordered it
     */
    public void revoke(String id, SubjectId subject, String reason, String authority) {
        String mark = marks.mark(SuppressionMarks.Whose.SUBJECT, subject.text());
        end(new Ending(id, new Scope.OfMark(mark, false), reason, authority, now()));
    }

    /**
     * Ends all grants of an account, on all devices it is signed in on; its refusals stay.
     *
     * @param id random id of the ending
     * @param reference the account's reference, see {@link Accounts#references}
     * @param reason why, without a name
     * @param authority who ordered it
     */
    public void revokeAccount(String id, String reference, String reason, String authority) {
        String mark = marks.mark(SuppressionMarks.Whose.ACCOUNT, reference);
        end(new Ending(id, new Scope.OfMark(mark, false), reason, authority, now()));
    }

    /** The endings of an account's grants, the first one first. */
    List<Endings.OfAccount> endedOf(List<String> references) {
        return endings.ofAccount(references);
    }

    /**
     * Ends everybody's grants of a version in a range of days, such as those a misleading banner won.
     *
     * @param id random id of the ending
     * @param grants version and days
     * @param reason why
     * @param authority who ordered it
     * @throws IllegalArgumentException if the id was used for another range or version
     */
    public void invalidate(String id, GrantsEnded.OfVersion grants, String reason, String authority) {
        end(new Ending(id, new Scope.OfVersion(grants), reason, authority, now()));
    }

    /** The same ending again changes nothing; another one under its id would end nothing, and must not seem to. */
    private void end(Ending ending) {
        if (!isSaid(ending, ledger.record(ending))) {
            throw new IllegalArgumentException("the id " + ending.ending() + " is of another ending");
        }
        endings.refresh();
    }

    private static boolean isSaid(Ending ending, Recorded recorded) {
        return recorded.entry() instanceof Ending first
                && (first.scope().equals(ending.scope())
                        || first.scope() instanceof Scope.OfMark wider
                                && wider.refuses()
                                && ending.scope() instanceof Scope.OfMark of
                                && wider.mark().equals(of.mark()));
    }

    /** Reads what other processes ended and restricted, and erases what one appended before it knew. */
    synchronized void refresh() {
        endings.refresh();
        readRestricted();
        sweep();
    }

    private List<Restricted> restrictions() {
        return pages(
                        EntryQuery.newest(EntryKind.RESTRICTION.id(), PAGE),
                        before -> new EntryQuery(EntryKind.RESTRICTION.id(), null, before, PAGE))
                .stream()
                .flatMap(entry -> entry.entry().stream())
                .filter(Restricted.class::isInstance)
                .map(Restricted.class::cast)
                .toList();
    }

    private void sweep() {
        Instant now = now();
        stragglers.find(now).forEach((ending, places) -> {
            Owed owed = Owed.now(site, ledger, now);
            Erasure erasure = erase(
                    ending.ending(), Erased.Reason.REQUEST, ending.authority(), IndexRanges.of(places), now, owed);
            restrict(ending.ending(), owed, erasure.spared(), now);
        });
        stragglers.erased();
    }

    /**
     * Erases what is no longer owed and what is older than its retention, a bounded number of entries at a time. The
     * service does so every day by itself.
     *
     * @return false if there is more to do now
     */
    public synchronized boolean purge() {
        Instant now = now();
        List<Restricted> all = restrictions();
        erasedRestrictions.retainAll(all.stream().map(Restricted::request).toList());
        for (Restricted each : all) {
            if (!erasedRestrictions.contains(each.request())) {
                Erasure erasure = erase(
                        each.request(),
                        Erased.Reason.REQUEST,
                        "the end of what was owed",
                        new IndexRanges(each.ranges()),
                        now,
                        Owed.now(site, ledger, now));
                if (erasure.spared().isEmpty()) {
                    erasedRestrictions.add(each.request());
                }
            }
        }
        return purge.run(now, () -> Owed.now(site, ledger, now));
    }

    private Erasure erase(
            String request, Erased.Reason reason, String authority, IndexRanges places, Instant now, Owed owed) {
        ErasureOrder order = new ErasureOrder(
                request, reason, authority, residue(), List.of(new Target.OfIndexes(places.list())), now);
        return ledger.erase(order, owed, deliveries);
    }

    private List<LedgerEntry> pages(EntryQuery first, Function<Long, EntryQuery> following) {
        List<LedgerEntry> all = new ArrayList<>();
        List<LedgerEntry> page = ledger.find(first);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = ledger.find(following.apply(page.get(page.size() - 1).index()));
        }
        return all;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
