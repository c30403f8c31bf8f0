package dev.consent4j;

import dev.consent4j.decision.EndedSubjects.Ended;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Ending.Scope;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The endings a process keeps in memory: of each mark the last day and whether everything counts as refused, some 200
 * bytes, however often it was ended. Changed by one thread at a time; read by all.
 */
final class KnownEndings {

    private final SuppressionMarks marks;

    /** Grows while older answers are in use, which only makes them stricter. */
    private final Map<String, Ended> byMark = new ConcurrentHashMap<>();

    private final Map<String, List<Endings.OfAccount>> byAccount = new ConcurrentHashMap<>();
    private final List<OfVersion> byVersion = new ArrayList<>();

    /** Most endings fall on few days: what is equal is kept once. */
    private final Map<Ended, Ended> kept = new HashMap<>();

    /** Grants of a version, and the day on which they were ended. */
    private record OfVersion(GrantsEnded.OfVersion grants, LocalDate day) {}

    KnownEndings(SuppressionMarks marks) {
        this.marks = marks;
    }

    /** Takes an ending in; false if it says nothing new. */
    boolean add(long index, Ending ending) {
        LocalDate day = ending.time().atZone(ZoneOffset.UTC).toLocalDate();
        if (ending.scope() instanceof Scope.OfVersion of) {
            return byVersion.add(new OfVersion(of.grants(), day));
        }
        Scope.OfMark of = (Scope.OfMark) ending.scope();
        Ended before = byMark.get(of.mark());
        Ended after = before == null ? new Ended(day, of.refuses()) : both(before, day, of.refuses());
        byMark.put(of.mark(), kept.computeIfAbsent(after, one -> one));
        boolean ofAccount = SuppressionMarks.isOfAccount(of.mark());
        if (ofAccount) {
            byAccount.merge(of.mark(), List.of(new Endings.OfAccount(index, day, of.refuses())), KnownEndings::inOrder);
        }
        return ofAccount || !after.equals(before);
    }

    private static Ended both(Ended before, LocalDate day, boolean refuses) {
        return new Ended(day.isAfter(before.day()) ? day : before.day(), refuses || before.refuses());
    }

    private static List<Endings.OfAccount> inOrder(List<Endings.OfAccount> first, List<Endings.OfAccount> then) {
        List<Endings.OfAccount> all = new ArrayList<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }

    /**
     * Forgets what is over.
     *
     * @param over tells it of the day of an ending
     * @param accountOver tells it of an account's
     * @return whether anything was forgotten
     */
    boolean forget(Predicate<LocalDate> over, Predicate<LocalDate> accountOver) {
        int before = byMark.size() + byVersion.size();
        byMark.entrySet()
                .removeIf(each -> (SuppressionMarks.isOfAccount(each.getKey()) ? accountOver : over)
                        .test(each.getValue().day()));
        byAccount.keySet().retainAll(byMark.keySet());
        byVersion.removeIf(each -> over.test(each.day()));
        kept.keySet().removeIf(each -> over.test(each.day()) && accountOver.test(each.day()));
        return byMark.size() + byVersion.size() < before;
    }

    /** The endings of an account's grants, the first one first. */
    List<Endings.OfAccount> ofAccount(List<String> references) {
        if (byAccount.isEmpty()) {
            return List.of();
        }
        return references.stream()
                .flatMap(reference -> marks.all(SuppressionMarks.Whose.ACCOUNT, reference).stream())
                .flatMap(mark -> byAccount.getOrDefault(mark, List.of()).stream())
                .sorted(Comparator.comparingLong(Endings.OfAccount::index))
                .toList();
    }

    /** All of them; another object each time, because what was asked last may have another answer now. */
    GrantsEnded ended() {
        List<GrantsEnded.OfVersion> versions =
                byVersion.stream().map(OfVersion::grants).toList();
        return new GrantsEnded(List.of(), versions, new MarkedSubjects(byMark, marks), true);
    }
}
