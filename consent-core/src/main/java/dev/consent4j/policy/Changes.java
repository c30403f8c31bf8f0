package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which purposes stay materially the same from one version to its neighbour, told once for a history because it is
 * asked on every request. Immutable.
 */
final class Changes {

    /** Purposes for which a grant under version {@code i} covers version {@code i + 1}, and the other way round. */
    private final List<Set<String>> forward = new ArrayList<>();

    private final List<Set<String>> backward = new ArrayList<>();

    Changes(List<Policy> versions) {
        Map<String, Material> older = Map.of();
        for (int i = 0; i < versions.size(); i++) {
            Map<String, Material> newer = materials(versions.get(i));
            if (i > 0) {
                boolean sameMeaning = versions.get(i).copyEdit().isPresent();
                forward.add(covered(older, newer, sameMeaning));
                backward.add(covered(newer, older, sameMeaning));
            }
            older = newer;
        }
    }

    private static Map<String, Material> materials(Policy policy) {
        Map<String, Material> materials = new HashMap<>();
        policy.purposes().forEach(purpose -> materials.put(purpose.id(), Material.of(policy, purpose)));
        return materials;
    }

    private static Set<String> covered(Map<String, Material> granted, Map<String, Material> now, boolean sameMeaning) {
        Set<String> covered = new HashSet<>();
        granted.forEach((id, material) -> {
            Material other = now.get(id);
            if (other != null && !material.exceededBy(other, sameMeaning)) {
                covered.add(id);
            }
        });
        return Set.copyOf(covered);
    }

    /** Whether a grant given under one version does not reach another, whichever of the two is newer. */
    boolean between(int from, int to, String purposeId) {
        for (int i = from; i < to; i++) {
            if (!forward.get(i).contains(purposeId)) {
                return true;
            }
        }
        for (int i = from; i > to; i--) {
            if (!backward.get(i - 1).contains(purposeId)) {
                return true;
            }
        }
        return false;
    }
}
