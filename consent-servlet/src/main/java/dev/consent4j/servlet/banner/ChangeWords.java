package dev.consent4j.servlet.banner;

import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyChange;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What changed in a policy, in the reader's language; names and items of data stay as the policy writes them. */
final class ChangeWords {

    private static final String SOURCE = PolicyChange.fromSource("");

    private final Wording wording;
    private final Map<String, String> items = new HashMap<>();

    /**
     * Words for changes.
     *
     * @param versions the versions in which what is named may stand
     */
    ChangeWords(Wording wording, List<Policy> versions) {
        this.wording = wording;
        for (DataKind kind : DataKind.values()) {
            items.put(PolicyChange.words(kind), wording.say("change.kind." + kind.id()));
        }
        items.put(PolicyChange.INDIVIDUALS, wording.say("change.individuals"));
        for (Use use : Use.values()) {
            items.put(use.id(), wording.say("use." + use.id()));
        }
        for (Policy version : versions) {
            version.vendors().forEach(vendor -> items.put(PolicyChange.words(vendor), recipient(vendor)));
            version.declarations().forEach(item -> items.put(PolicyChange.words(item), stored(item)));
        }
    }

    String of(PolicyChange change) {
        return wording.say("change." + change.kind().id(), item(change), change.before(), change.after());
    }

    /** Only what no site can have named itself is translated. */
    private String item(PolicyChange change) {
        String item = change.item();
        return switch (change.kind()) {
            case USE_ADDED, RECIPIENT_ADDED, ITEM_ADDED, LIFETIME_LONGER -> items.getOrDefault(item, item);
            case DATA_ADDED ->
                item.startsWith(SOURCE)
                        ? wording.say("change.source", item.substring(SOURCE.length()))
                        : items.getOrDefault(item, item);
            default -> item;
        };
    }

    private String recipient(Vendor vendor) {
        String safeguard = wording.say("transfer." + vendor.transfer().id());
        return vendor.country().isEmpty()
                ? vendor.name()
                : vendor.name() + " (" + wording.country(vendor.country()) + ", " + safeguard + ")";
    }

    private String stored(Declaration item) {
        String kind = wording.say("technology." + item.technology().id());
        return kind + " " + item.name() + (item.domain() == null ? "" : " (" + item.domain() + ")");
    }
}
