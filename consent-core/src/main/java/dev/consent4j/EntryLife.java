package dev.consent4j;

import dev.consent4j.decision.Decision;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Entry;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.PolicyPublished;
import dev.consent4j.entry.RenderingShown;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Regimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How long entries are kept. Nothing that speaks of a person is kept without end; erasures are. */
final class EntryLife {

    /** How long what speaks of no person is kept: longer than any regime can keep what it is about. */
    static final Period OTHERS = Period.ofYears(10);

    private final Site site;
    private final Policy newest;
    private final Regime longest;

    EntryLife(Site site) {
        this.site = site;
        List<Policy> versions = site.policies().versions();
        this.newest = versions.get(versions.size() - 1);
        this.longest = Stream.concat(
                        Regimes.builtIn().values().stream(),
                        versions.stream().flatMap(policy -> policy.regimes().stream()))
                .max(Comparator.comparing(regime -> LocalDate.EPOCH.plus(regime.retention())))
                .orElseThrow();
    }

    /** What is said of an entry whose time is over, empty while it is kept. */
    Optional<String> over(Entry entry, Instant now, Endings endings) {
        if (entry instanceof Erased || entry instanceof PolicyPublished || entry instanceof RenderingShown) {
            return Optional.empty();
        }
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (entry instanceof Ending ending) {
            return endings.isOver(ending, today)
                    ? Optional.of("life of an ending " + endings.lifeOf(ending))
                    : Optional.empty();
        }
        if (entry instanceof DecisionRecorded recorded) {
            Regime regime = regimeOf(recorded.decision());
            return over(entry, later(regime.retention(), recorded.decision()), "retention " + regime.id() + " ", today);
        }
        boolean personal = entry.subject().isPresent() || entry.account().isPresent();
        return personal
                ? over(entry, longest.retention(), "retention " + longest.id() + " ", today)
                : over(entry, OTHERS, "retention of " + entry.kind().id() + " ", today);
    }

    /** The shortest time after which anything may be over. */
    Period shortest() {
        return Stream.concat(
                        Regimes.builtIn().values().stream(),
                        site.policies().versions().stream().flatMap(policy -> policy.regimes().stream()))
                .map(Regime::retention)
                .min(Comparator.comparing(period -> LocalDate.EPOCH.plus(period)))
                .orElseThrow();
    }

    /** Whether a text or rendering is older than any decision that could name it and of no version still in use. */
    boolean mayBeUnnamed(Entry entry, Instant now) {
        String hash = entry instanceof PolicyPublished policy
                ? policy.contentHash()
                : entry instanceof RenderingShown shown ? shown.rendering().policyHash() : null;
        return hash != null
                && isBefore(
                        entry, longest.retention(), now.atZone(ZoneOffset.UTC).toLocalDate())
                && site.policies().versions().stream()
                        .noneMatch(policy -> policy.contentHash().equals(hash));
    }

    private static Optional<String> over(Entry entry, Period life, String words, LocalDate today) {
        return isBefore(entry, life, today) ? Optional.of(words + life) : Optional.empty();
    }

    private static boolean isBefore(Entry entry, Period life, LocalDate today) {
        return entry.time().atZone(ZoneOffset.UTC).toLocalDate().plus(life).isBefore(today);
    }

    /** The newest policy says how long; a regime it no longer knows is the one the decision was made under. */
    private Regime regimeOf(Decision decision) {
        return newest.regimeNamed(decision.regime())
                .or(() -> site.policies()
                        .find(decision.policyVersion())
                        .flatMap(policy -> policy.regimeNamed(decision.regime())))
                .orElse(longest);
    }

    /** What is declared as evidence is kept as long, also beyond the retention. */
    private Period later(Period retention, Decision decision) {
        Policy policy = site.policies().find(decision.policyVersion()).orElse(newest);
        Period evidence = policy.evidence()
                .map(Lifetime::seconds)
                .map(seconds -> Period.ofDays((int) Duration.ofSeconds(seconds).toDays() + 1))
                .orElse(Period.ZERO);
        return LocalDate.EPOCH.plus(evidence).isAfter(LocalDate.EPOCH.plus(retention)) ? evidence : retention;
    }
}
