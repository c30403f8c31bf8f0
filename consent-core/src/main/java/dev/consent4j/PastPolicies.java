package dev.consent4j;

import dev.consent4j.decision.Decision;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.NextConsent;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.ConfigurationInForce;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyDiff;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Regime;
import dev.consent4j.signal.DntField;
import dev.consent4j.signal.Signal;
import dev.consent4j.signal.Signals;
import dev.consent4j.store.EntryQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a site as its ledger knows them: every version by its hash, what was loaded at a time, and what would
 * then have followed from a decision. Reads the ledger, so it is for support, the console and audits. Thread safe.
 */
public final class PastPolicies {

    private static final int PAGE = 256;

    private final Site site;
    private final ConsentLedger ledger;

    PastPolicies(Site site, ConsentLedger ledger) {
        this.site = site;
        this.ledger = ledger;
    }

    /**
     * The policy with a hash, loaded now or published once.
     *
     * @param contentHash its content hash, 64 hexadecimal digits
     * @return the policy; empty if the ledger holds none, or none this version of the library can read
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read
     */
    public Optional<Policy> find(String contentHash) {
        return site.policies().versions().stream()
                .filter(policy -> policy.contentHash().equals(contentHash))
                .findFirst()
                .or(() -> ledger.find("policy:" + contentHash)
                        .flatMap(LedgerEntry::entry)
                        .filter(PolicyPublished.class::isInstance)
                        .flatMap(entry -> parsed((PolicyPublished) entry)));
    }

    /**
     * The versions the site knew at a time: those its last configuration before names, each in the text published last
     * before. Which one applied to whom is asked of {@link PolicyHistory#current} with the day.
     *
     * @param time the time
     * @return the history; empty if the site had none yet, or the ledger no longer holds it whole
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read
     */
    public Optional<PolicyHistory> at(Instant time) {
        Optional<String> loaded = newestFirst(EntryKind.CONFIGURATION, time).stream()
                .filter(ConfigurationInForce.class::isInstance)
                .map(entry -> ((ConfigurationInForce) entry).settings().getOrDefault(Configuration.POLICIES, ""))
                .findFirst();
        if (loaded.isEmpty()) {
            return Optional.empty();
        }
        Map<String, PolicyPublished> texts = new LinkedHashMap<>();
        for (Entry entry : newestFirst(EntryKind.POLICY, time)) {
            if (entry instanceof PolicyPublished published) {
                texts.putIfAbsent(published.version(), published);
            }
        }
        texts.keySet().removeIf(version -> !(" " + loaded.get() + " ").contains(" " + version + " "));
        List<Policy> versions = new ArrayList<>();
        for (PolicyPublished text : texts.values()) {
            Optional<Policy> policy = find(text.contentHash());
            if (policy.isEmpty()) {
                return Optional.empty();
            }
            versions.add(policy.get());
        }
        return history(versions)
                .filter(history -> Configuration.policies(history).equals(loaded.get()));
    }

    /**
     * What a decision would have led to at a time, by itself: what the person answered before is on the device, and grants
     * ended by an operator or authority are entries of their own.
     *
     * @param decision a decision of this site
     * @param time the time, not before the decision
     * @return the verdicts under the versions the site knew then; empty if they are not known, or the decision is later
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read
     */
    public Optional<EffectiveConsent> verdicts(Decision decision, Instant time) {
        return verdicts(new DecisionRecorded(decision, ""), time);
    }

    /**
     * The same for an entry, which also says whether it is a decision of an account.
     *
     * @param recorded the entry of a decision of this site
     * @param time the time, not before the decision
     * @return the verdicts; empty if they are not known, or the decision is later
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read
     */
    public Optional<EffectiveConsent> verdicts(DecisionRecorded recorded, Instant time) {
        Decision decision = recorded.decision();
        if (time.isBefore(decision.time())) {
            return Optional.empty();
        }
        return find(decision.policyHash())
                .flatMap(answered -> at(time).map(history -> alone(recorded, answered, history, day(time))));
    }

    /**
     * What held for a subject at a time: its decisions up to then, one after the other, under the versions the site knew
     * then. What it decided later changes nothing of it, so a withdrawal has no effect on the past (GDPR Art. 7(3)). Grants
     * ended by an operator or authority are entries of their own.
     *
     * @param subject the subject
     * @param time the time
     * @return the verdicts where it last decided; empty if it had decided nothing, or a version is not known
     * @throws dev.consent4j.store.StoreException if the ledger cannot be read
     */
    public Optional<EffectiveConsent> verdicts(SubjectId subject, Instant time) {
        GivenConsent given = GivenConsent.EMPTY;
        @Nullable Decision last = null;
        for (Decision decision : decisions(subject, time)) {
            Optional<Policy> answered = find(decision.policyHash());
            if (answered.isEmpty()) {
                return Optional.empty();
            }
            given = NextConsent.after(given, decision, answered.get(), regime(answered.get(), decision));
            last = decision;
        }
        if (last == null) {
            return Optional.empty();
        }
        Decision newest = last;
        GivenConsent held = given;
        return at(time).map(history -> evaluated(newest, held, false, history, Signals.NONE, day(time)));
    }

    private List<Decision> decisions(SubjectId subject, Instant time) {
        List<Decision> newestFirst = new ArrayList<>();
        long before = Long.MAX_VALUE;
        boolean more = true;
        while (more) {
            List<LedgerEntry> page = ledger.find(new EntryQuery(EntryKind.DECISION.id(), subject.text(), before, PAGE));
            page.stream()
                    .flatMap(entry -> entry.entry().stream())
                    .filter(entry -> !entry.time().isAfter(time))
                    .forEach(entry -> newestFirst.add(((DecisionRecorded) entry).decision()));
            more = page.size() == PAGE;
            before = more ? page.get(page.size() - 1).index() : before;
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /**
     * What a decision leads to by itself on a day.
     *
     * @param recorded the entry of the decision
     * @param answered the version it answered
     * @param history the versions known on that day
     * @param day the day, not before the decision
     * @return the verdicts
     */
    public static EffectiveConsent alone(
            DecisionRecorded recorded, Policy answered, PolicyHistory history, LocalDate day) {
        Decision decision = recorded.decision();
        boolean ofAccount = recorded.account().isPresent();
        Regime regime = regime(answered, decision);
        GivenConsent given = ofAccount
                ? NextConsent.ofAccount(GivenConsent.EMPTY, decision, answered, regime)
                : NextConsent.after(GivenConsent.EMPTY, decision, answered, regime);
        boolean dnt = decision.signals().contains(Signal.DNT);
        Signals signals = new Signals(
                decision.signals().contains(Signal.GPC), dnt ? DntField.DO_NOT_TRACK : DntField.UNSET, List.of());
        return evaluated(decision, given, ofAccount, history, signals, day)
                .linked(given.heldActs().stream().collect(Collectors.toMap(act -> act, act -> decision.id())));
    }

    private static EffectiveConsent evaluated(
            Decision last,
            GivenConsent given,
            boolean ofAccount,
            PolicyHistory history,
            Signals signals,
            LocalDate day) {
        return Evaluator.evaluate(new Visit(
                history,
                last.jurisdiction(),
                ofAccount ? Given.NONE : given,
                ofAccount ? given : Given.NONE,
                Person.UNKNOWN,
                signals,
                GrantsEnded.NONE,
                day));
    }

    private static Regime regime(Policy answered, Decision decision) {
        return answered.regimeIn(decision.jurisdiction(), day(decision.time()));
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /**
     * The versions loaded now whose name the ledger knows with another text that asked for less: grants name versions, so
     * those given for the other text count as if people had seen this one.
     *
     * @return ids of the purposes concerned by version, empty if every name stands for one text
     */
    Map<String, Set<String>> rewritten() {
        Map<String, Set<String>> rewritten = new TreeMap<>();
        for (Entry entry : newestFirst(EntryKind.POLICY, Instant.MAX)) {
            if (entry instanceof PolicyPublished published) {
                site.policies()
                        .find(published.version())
                        .filter(policy -> !policy.contentHash().equals(published.contentHash()))
                        .ifPresent(policy -> parsed(published)
                                .map(other -> PolicyDiff.between(other, policy).purposesToAsk())
                                .filter(purposes -> !purposes.isEmpty())
                                .ifPresent(purposes -> rewritten
                                        .computeIfAbsent(policy.version(), version -> new TreeSet<>())
                                        .addAll(purposes)));
            }
        }
        return rewritten;
    }

    private List<Entry> newestFirst(EntryKind kind, Instant until) {
        List<Entry> found = new ArrayList<>();
        List<LedgerEntry> page = ledger.find(EntryQuery.newest(kind.id(), PAGE));
        while (!page.isEmpty()) {
            page.stream()
                    .flatMap(entry -> entry.entry().stream())
                    .filter(entry -> !entry.time().isAfter(until))
                    .forEach(found::add);
            page = page.size() < PAGE
                    ? List.of()
                    : ledger.find(new EntryQuery(
                            kind.id(), null, page.get(page.size() - 1).index(), PAGE));
        }
        return found;
    }

    /** Empty if what was published last does not go together, such as versions another process had loaded. */
    private static Optional<PolicyHistory> history(List<Policy> versions) {
        try {
            return Optional.of(PolicyHistory.of(versions));
        } catch (ConfigurationException notTogether) {
            return Optional.empty();
        }
    }

    private static Optional<Policy> parsed(PolicyPublished published) {
        try {
            return Optional.of(PolicyJson.read("policy " + published.contentHash(), published.text()));
        } catch (ConfigurationException ofAnotherVersion) {
            return Optional.empty();
        }
    }
}
