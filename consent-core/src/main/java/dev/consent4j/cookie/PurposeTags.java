package dev.consent4j.cookie;

import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.PurposeTag;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The purposes of a policy history by tag, and their tags. */
final class PurposeTags {

    private final Map<String, Integer> tags = new HashMap<>();
    private final Map<Integer, String> purposes = new HashMap<>();

    PurposeTags(PolicyHistory policies) {
        for (String purpose : policies.purposeIds()) {
            int tag = PurposeTag.of(purpose);
            tags.put(purpose, tag);
            purposes.put(tag, purpose);
        }
    }

    @Nullable
    Integer tag(String purpose) {
        return tags.get(purpose);
    }

    @Nullable
    String purpose(int tag) {
        return purposes.get(tag);
    }
}
