package dev.consent4j;

import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.MacKey;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts of the application a site's subjects are linked to, as the ledger holds it. An account is kept only as
 * its keyed hash, which differs for each site. Thread safe; each method throws a {@link
 * dev.consent4j.store.StoreException} while the ledger cannot be used.
 */
public final class Accounts {

    /** Links of one account that are looked at. */
    public static final int MAX_LINKS = 1_000;

    /** Characters of an account's id at most. */
    public static final int MAX_ID = 512;

    private final String site;
    private final Keyring keys;
    private final ConsentLedger ledger;
    private final Clock clock;
    private final AccountEntries entries;
    private final AccountStates states;
    private final Records records;

    Accounts(String site, Keyring keys, ConsentLedger ledger, Records records, Clock clock, AccountStates states) {
        this.records = records;
        this.site = site;
        this.keys = keys;
        this.ledger = ledger;
        this.clock = clock;
        this.entries = new AccountEntries(ledger);
        this.states = states;
    }

    /**
     * Whether a text can be an account's id.
     *
     * @param account the text
     * @return true for 1 to {@value #MAX_ID} characters, not only spaces
     */
    public static boolean isAccount(String account) {
        return !account.isBlank() && account.length() <= MAX_ID;
    }

    /**
     * The account that is signed in, with what it has answered: known from memory for at most 20 seconds, for 60 while
     * the ledger cannot be read, and then {@link dev.consent4j.decision.Given.Unreadable}, which denies. Never throws
     * because of the store.
     *
     * @param account the application's id of the account, see {@link #isAccount}
     * @return the account, to be used for one request
     * @throws IllegalArgumentException if the id is none
     */
    public SignedIn signedIn(String account) {
        if (!isAccount(account)) {
            throw new IllegalArgumentException("not the id of an account");
        }
        return states.signedIn(account, () -> references(account));
    }

    /** Records the denials that wait for the ledger. */
    void refresh() {
        states.recordPending();
    }

    /**
     * How many decisions of a subject no account has claimed: what {@link #link} would bring into an account's record.
     *
     * @param subject the subject that our authenticated cookie names
     * @return the number, at most {@value AccountEntries#PAGE}
     */
    public int claimable(SubjectId subject) {
        return entries.unclaimed(subject.text()).size();
    }

    /**
     * The place of the last claim of a subject's decisions; what is before it belongs to the account that claimed it and
     * is not to be shown on the device any more.
     *
     * @param subject the subject
     * @return the place in the ledger, -1 if nobody claimed anything
     */
    public long claimedUpTo(SubjectId subject) {
        return entries.claimedUpTo(subject.text());
    }

    /**
     * The newest decisions of an account: those made while it was signed in, and those it claimed.
     *
     * @param who the account, signed in
     * @param limit how many at most
     * @return the decisions with their places, the newest first
     */
    public List<LedgerEntry> history(SignedIn who, int limit) {
        List<LedgerEntry> newest = new ArrayList<>(entries.of(who.references()).stream()
                .map(AccountEntries.Filed::entry)
                .toList());
        Collections.reverse(newest);
        return newest.subList(0, Math.min(limit, newest.size()));
    }

    /**
     * Links the subject of a device to an account: the account claims the decisions made on the device so far, as far as
     * no other account did. A subject that is linked already gets another entry only if there is more to claim. Later
     * decisions of the device stay the device's.
     *
     * @param before the effective consent of a request of the person who is signed in; the subject is the one our
     *     authenticated cookie names
     * @param account the application's id of the account, such as a primary key
     * @return the link; empty if the device has no subject, because nothing was ever granted on it
     * @throws StoreUnavailableException also while it is not known whether the subject was erased, whom a link would name again
     */
    public Optional<AccountLink> link(EffectiveConsent before, String account) {
        if (records.mayBeErased(before)) {
            throw new StoreUnavailableException("whether the subject was erased is not known now", true, null);
        }
        return Optional.ofNullable(before.given().subject())
                .map(subject -> change(subject, account, AccountLink.Change.LINKED));
    }

    /**
     * Takes a link away, once.
     *
     * @param subject the subject
     * @param account the application's id of the account
     * @return what holds now; without an entry of its own if the two were not linked
     */
    public AccountLink unlink(SubjectId subject, String account) {
        return change(subject, account, AccountLink.Change.UNLINKED);
    }

    /**
     * The references under which entries may name an account: its keyed hash, for each account key of the ring.
     *
     * @param account the application's id of the account
     * @return the references, the one new entries name first
     */
    public List<String> references(String account) {
        return keys.all(KeyUse.ACCOUNT).stream()
                .map(key -> reference(key, account))
                .toList();
    }

    private String reference(MacKey key, String account) {
        byte[] code = key.mac(site.getBytes(StandardCharsets.UTF_8), account.getBytes(StandardCharsets.UTF_8));
        return key.text() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    }

    /** Records a change, unless the ledger says already what it leads to. */
    private AccountLink change(SubjectId subject, String account, AccountLink.Change change) {
        Optional<AccountLink> last = newestFirst(account, subject.text(), 1).findFirst();
        AccountLink.Change state = last.map(AccountLink::change).orElse(AccountLink.Change.UNLINKED);
        boolean more = change == AccountLink.Change.LINKED
                && !entries.unclaimed(subject.text()).isEmpty();
        if (last.isPresent() && state == change && !more) {
            return last.get();
        }
        String reference = change == AccountLink.Change.LINKED || last.isEmpty()
                ? references(account).get(0)
                : last.get().reference();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AccountLink link = new AccountLink(subject, reference, change, now);
        if (state != change || more) {
            ledger.record(link);
            states.changed(account);
        }
        return link;
    }

    /**
     * The subjects linked to an account now; of an account with more than {@value #MAX_LINKS} changes those of the last
     * ones.
     *
     * @param account the application's id of the account
     * @return the subjects, the one linked last first
     */
    public List<SubjectId> subjects(String account) {
        Map<SubjectId, AccountLink.Change> states = new LinkedHashMap<>();
        newestFirst(account, null, MAX_LINKS).forEach(link -> states.putIfAbsent(link.pseudonym(), link.change()));
        return states.entrySet().stream()
                .filter(state -> state.getValue() == AccountLink.Change.LINKED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Stream<AccountLink> newestFirst(String account, @Nullable String subject, int limit) {
        return references(account).stream()
                .flatMap(
                        reference -> ledger
                                .find(new EntryQuery(
                                        EntryKind.ACCOUNT_LINK.id(), subject, reference, Long.MAX_VALUE, limit))
                                .stream())
                .sorted(Comparator.comparingLong(LedgerEntry::index).reversed())
                .flatMap(entry -> entry.entry().stream())
                .filter(AccountLink.class::isInstance)
                .map(AccountLink.class::cast);
    }
}
