package dev.consent4j.cookie;

import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.PurposeTag;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The purposes of a policy history by tag, in the order of their ids, and their tags. */
final class PurposeTags {

    private static final int TAG_BITS = 16;

    private final Map<String, Integer> tags = new HashMap<>();
    private final List<String> purposes;

    /** Each tag above the rank of its purpose, sorted: found without a box for the tag. */
    private final long[] ranks;

    PurposeTags(PolicyHistory policies) {
        purposes = policies.purposeIds().stream().sorted().toList();
        ranks = new long[purposes.size()];
        for (int i = 0; i < ranks.length; i++) {
            int tag = PurposeTag.of(purposes.get(i));
            tags.put(purposes.get(i), tag);
            ranks[i] = (long) tag << TAG_BITS | i;
        }
        Arrays.sort(ranks);
    }

    @Nullable
    Integer tag(String purpose) {
        return tags.get(purpose);
    }

    /** How many purposes there are. */
    int size() {
        return ranks.length;
    }

    /** The rank of the purpose with a tag among all ids; negative if there is none. */
    int rank(int tag) {
        int low = 0;
        int high = ranks.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            long found = ranks[middle] >>> TAG_BITS;
            if (found == tag) {
                return (int) ranks[middle] & (1 << TAG_BITS) - 1;
            }
            if (found < tag) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** The purpose of a rank. */
    String purpose(int rank) {
        return purposes.get(rank);
    }
}
