package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What changed from one version of a policy to another, as far as people agreed to it: purposes, vendors, controller,
 * wording, legal bases, data, recipients, uses, retention and lifetimes. Immutable.
 *
 * <p>The same comparison decides whether a grant still counts: it does not if a change of its purpose is material. Over
 * several versions each step counts, so that what came and went again between is asked for too; see {@link
 * PolicyHistory#steps}.
 *
 * @param older the version people answered
 * @param newer the version they meet now
 * @param changes every difference, first those of the policy as a whole, then by purpose in the order of the newer version
 */
public record PolicyDiff(Policy older, Policy newer, List<PolicyChange> changes) {

    /** Takes an immutable copy. */
    public PolicyDiff {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two versions.
     *
     * @param older the version people answered
     * @param newer the version they meet now; its {@link CopyEdit}, if it makes one, vouches for changed wording
     * @return the differences, without any if a grant is for the same as before
     */
    public static PolicyDiff between(Policy older, Policy newer) {
        return between(older, newer, newer.copyEdit().isPresent());
    }

    /** For whoever answered a version that is not in force yet: its own statement vouches for the wording. */
    static PolicyDiff backwards(Policy answered, Policy inForce) {
        return between(answered, inForce, answered.copyEdit().isPresent());
    }

    private static PolicyDiff between(Policy older, Policy newer, boolean sameMeaning) {
        List<PolicyChange> changes = new ArrayList<>();
        vendors(older, newer, ChangeKind.VENDOR_REMOVED, changes);
        vendors(newer, older, ChangeKind.VENDOR_ADDED, changes);
        for (Purpose purpose : newer.purposes()) {
            changes.addAll(of(purpose, older, newer, sameMeaning));
        }
        for (Purpose purpose : older.purposes()) {
            if (newer.purpose(purpose.id()).isEmpty()) {
                changes.add(PolicyChange.of(ChangeKind.PURPOSE_REMOVED, purpose.id(), ""));
            }
        }
        return new PolicyDiff(older, newer, changes);
    }

    private static void vendors(Policy with, Policy without, ChangeKind kind, List<PolicyChange> changes) {
        with.vendors().stream()
                .filter(vendor -> without.vendor(vendor.id()).isEmpty())
                .forEach(vendor -> changes.add(PolicyChange.of(kind, "", vendor.name())));
    }

    private static List<PolicyChange> of(Purpose purpose, Policy older, Policy newer, boolean sameMeaning) {
        String id = purpose.id();
        return older.purpose(id)
                .map(before -> {
                    List<PolicyChange> changes = new ArrayList<>();
                    if (before.required() != purpose.required()) {
                        changes.add(PolicyChange.of(
                                purpose.required() ? ChangeKind.BECAME_REQUIRED : ChangeKind.BECAME_OPTIONAL, id, ""));
                    }
                    changes.addAll(Material.of(older, before).changesTo(Material.of(newer, purpose), id, sameMeaning));
                    return changes;
                })
                .orElseGet(() -> List.of(PolicyChange.of(ChangeKind.PURPOSE_ADDED, id, "")));
    }

    /**
     * The changes of one purpose.
     *
     * @param purposeId its id
     * @return the changes, empty if there are none
     */
    public List<PolicyChange> of(String purposeId) {
        return changes.stream()
                .filter(change -> change.purpose().equals(purposeId))
                .toList();
    }

    /**
     * The optional purposes of the newer version for which a grant given under the older one does not count, or could not
     * be given: who granted them is asked again. Refusals hold on.
     */
    public Set<String> purposesToAsk() {
        Set<String> ids = new LinkedHashSet<>();
        for (Purpose purpose : newer.purposes()) {
            if (!purpose.required() && of(purpose.id()).stream().anyMatch(PolicyChange::material)) {
                ids.add(purpose.id());
            }
        }
        return ids;
    }
}
