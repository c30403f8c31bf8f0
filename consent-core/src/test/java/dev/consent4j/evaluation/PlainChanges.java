package dev.consent4j.evaluation;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Vendor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Material changes, read off the words of section 2 of the design a second time. */
final class PlainChanges {

    private PlainChanges() {}

    /** Whether any step from the version answered to the one in force asks for more than was granted. */
    static boolean changed(List<Policy> versions, String purpose, String since, String now) {
        List<String> names = versions.stream().map(Policy::version).toList();
        int from = names.indexOf(since);
        int to = names.indexOf(now);
        if (from < 0) {
            return true;
        }
        int step = from < to ? 1 : -1;
        for (int i = from; i != to; i += step) {
            Policy published = versions.get(Math.max(i, i + step));
            if (asksMore(
                    versions.get(i),
                    versions.get(i + step),
                    purpose,
                    published.copyEdit().isPresent())) {
                return true;
            }
        }
        return false;
    }

    private static boolean asksMore(Policy before, Policy after, String id, boolean copyEdit) {
        Purpose was = before.purpose(id).orElse(null);
        Purpose is = after.purpose(id).orElse(null);
        if (was == null || is == null) {
            return true;
        }
        boolean sameWords = was.title().equals(is.title()) && was.description().equals(is.description());
        return !sameWords && !copyEdit
                || !before.controller().name().equals(after.controller().name())
                || !was.legalBasis().equals(is.legalBasis())
                || was.dataKind() != is.dataKind()
                || was.aggregateOnly() && !is.aggregateOnly()
                || is.dataSource() != null && !Objects.equals(was.dataSource(), is.dataSource())
                || !data(before, was).containsAll(data(after, is))
                || !recipients(before, was).containsAll(recipients(after, is))
                || !was.uses().containsAll(is.uses())
                || was.automatedDecisions().isEmpty()
                        && !is.automatedDecisions().isEmpty()
                || !copyEdit
                        && !is.automatedDecisions().isEmpty()
                        && !was.automatedDecisions().equals(is.automatedDecisions())
                || seconds(was.retention()) < seconds(is.retention())
                || longerLived(before, after, id);
    }

    private static Set<String> data(Policy policy, Purpose purpose) {
        Set<String> data = new HashSet<>(purpose.data());
        serving(policy, purpose).forEach(vendor -> data.addAll(vendor.data()));
        return data;
    }

    private static Set<List<Object>> recipients(Policy policy, Purpose purpose) {
        Set<List<Object>> recipients = new HashSet<>();
        purpose.recipients().forEach(name -> recipients.add(List.of(name)));
        serving(policy, purpose)
                .forEach(vendor -> recipients.add(List.of(vendor.name(), vendor.country(), vendor.transfer())));
        return recipients;
    }

    private static List<Vendor> serving(Policy policy, Purpose purpose) {
        List<Vendor> serving = new ArrayList<>();
        for (Vendor vendor : policy.vendors()) {
            boolean declared = policy.declarations().stream()
                    .anyMatch(item ->
                            item.purpose().equals(purpose.id()) && vendor.id().equals(item.vendor()));
            if (declared || vendor.purposes().contains(purpose.id())) {
                serving.add(vendor);
            }
        }
        return serving;
    }

    /** A longer lifetime of an item, or an item that was not there. */
    private static boolean longerLived(Policy before, Policy after, String purpose) {
        return after.declarations().stream()
                .filter(item -> item.purpose().equals(purpose))
                .anyMatch(item -> before.declarations().stream()
                        .filter(older -> older.purpose().equals(purpose))
                        .filter(older -> older.name().equals(item.name()))
                        .filter(older -> older.technology() == item.technology())
                        .filter(older -> Objects.equals(older.domain(), item.domain()))
                        .noneMatch(older -> lives(older) >= lives(item)));
    }

    private static long lives(Declaration item) {
        boolean session = item.technology() == Technology.COOKIE || item.technology() == Technology.SESSION_STORAGE;
        return item.maxAge() == null && session ? 0 : seconds(item.maxAge());
    }

    /** Unstated is for ever. */
    private static long seconds(@Nullable Lifetime life) {
        return life == null ? Long.MAX_VALUE : life.seconds();
    }
}
