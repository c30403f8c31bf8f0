package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person agreed to when granting one purpose. Facts stand by their canonical JSON, with their words.
 *
 * @param controller the controller's name
 * @param wording title and description, as canonical JSON
 * @param legalBasis the basis by jurisdiction, as canonical JSON
 * @param data items, kind, source, and whether they stay individual
 * @param recipients recipients with country and transfer mechanism
 * @param uses ids of the uses a signal may stop
 * @param automated what is decided without a human, as canonical JSON; empty if nothing is
 * @param retention how long the data is kept
 * @param lifetimes how long each declared item lives, by technology, name and domain
 */
record Material(
        String controller,
        String wording,
        String legalBasis,
        Map<String, String> data,
        Map<String, String> recipients,
        Set<String> uses,
        String automated,
        Life retention,
        Map<String, Life> lifetimes) {

    /**
     * How long something lives.
     *
     * @param what what does, in words
     * @param seconds how long; 0 for a session, the largest number if unstated
     * @param stated the same in words
     */
    record Life(String what, long seconds, String stated) {

        static Life of(String what, @Nullable Lifetime life) {
            return life == null
                    ? new Life(what, Long.MAX_VALUE, "a time that is not stated")
                    : new Life(what, life.seconds(), life.iso());
        }

        private static Life longer(Life first, Life second) {
            return second.seconds > first.seconds ? second : first;
        }
    }

    static Material of(Policy policy, Purpose purpose) {
        return new Material(
                policy.controller().name(),
                CanonicalJson.write(List.of(
                        purpose.title().byLanguage(), purpose.description().byLanguage())),
                CanonicalJson.write(PolicyText.table(purpose.legalBasis(), LegalBasis::id)),
                data(policy, purpose),
                recipients(policy, purpose),
                new TreeSet<>(PolicyText.ids(purpose.uses())),
                purpose.automatedDecisions().isEmpty()
                        ? ""
                        : CanonicalJson.write(purpose.automatedDecisions().byLanguage()),
                Life.of("", purpose.retention()),
                lifetimes(policy, purpose));
    }

    private static Map<String, String> data(Policy policy, Purpose purpose) {
        Map<String, String> data = new TreeMap<>();
        data.put(fact("kind", purpose.dataKind().id()), PolicyChange.words(purpose.dataKind()));
        if (purpose.dataSource() != null) {
            data.put(fact("source", purpose.dataSource()), PolicyChange.fromSource(purpose.dataSource()));
        }
        if (!purpose.aggregateOnly()) {
            data.put(fact("individual"), PolicyChange.INDIVIDUALS);
        }
        purpose.data().forEach(item -> data.put(fact("item", item), item));
        policy.vendors().stream()
                .filter(vendor -> serves(policy, vendor, purpose))
                .forEach(vendor -> vendor.data().forEach(item -> data.put(fact("item", item), item)));
        return data;
    }

    private static Map<String, String> recipients(Policy policy, Purpose purpose) {
        Map<String, String> recipients = new TreeMap<>();
        purpose.recipients().forEach(name -> recipients.put(fact(name), name));
        for (Vendor vendor : policy.vendors()) {
            if (serves(policy, vendor, purpose)) {
                recipients.put(
                        fact(vendor.name(), vendor.country(), vendor.transfer().id()), PolicyChange.words(vendor));
            }
        }
        return recipients;
    }

    private static Map<String, Life> lifetimes(Policy policy, Purpose purpose) {
        Map<String, Life> lifetimes = new TreeMap<>();
        for (Declaration item : policy.declarations()) {
            if (item.purpose().equals(purpose.id())) {
                String domain = item.domain() == null ? "" : item.domain();
                String what = PolicyChange.words(item);
                boolean ofSession = item.maxAge() == null
                        && (item.technology() == Technology.COOKIE || item.technology() == Technology.SESSION_STORAGE);
                lifetimes.merge(
                        fact(item.technology().id(), item.name(), domain),
                        ofSession ? new Life(what, 0, "a session") : Life.of(what, item.maxAge()),
                        Life::longer);
            }
        }
        return lifetimes;
    }

    private static boolean serves(Policy policy, Vendor vendor, Purpose purpose) {
        return vendor.purposes().contains(purpose.id())
                || policy.declarations().stream()
                        .anyMatch(declaration -> vendor.id().equals(declaration.vendor())
                                && declaration.purpose().equals(purpose.id()));
    }

    private static String fact(String... words) {
        return CanonicalJson.write(List.of(words));
    }

    /**
     * What another version says otherwise.
     *
     * @param now what would be done under a grant given for this
     * @param purpose id of the purpose
     * @param sameMeaning whether the controller vouches that changed wording means the same
     */
    List<PolicyChange> changesTo(Material now, String purpose, boolean sameMeaning) {
        List<PolicyChange> changes = new ArrayList<>();
        if (!controller.equals(now.controller)) {
            changes.add(PolicyChange.of(ChangeKind.CONTROLLER, purpose, "", controller, now.controller));
        }
        boolean sameLogic = automated.equals(now.automated) || automated.isEmpty() || now.automated.isEmpty();
        if (!wording.equals(now.wording) || !sameLogic) {
            changes.add(new PolicyChange(ChangeKind.WORDING, purpose, "", "", "", !sameMeaning));
        }
        if (!legalBasis.equals(now.legalBasis)) {
            changes.add(PolicyChange.of(ChangeKind.LEGAL_BASIS, purpose, "", words(legalBasis), words(now.legalBasis)));
        }
        missing(now.data, data, purpose, ChangeKind.DATA_ADDED, changes);
        missing(data, now.data, purpose, ChangeKind.DATA_REMOVED, changes);
        missing(now.recipients, recipients, purpose, ChangeKind.RECIPIENT_ADDED, changes);
        missing(recipients, now.recipients, purpose, ChangeKind.RECIPIENT_REMOVED, changes);
        missing(byThemselves(now.uses), byThemselves(uses), purpose, ChangeKind.USE_ADDED, changes);
        missing(byThemselves(uses), byThemselves(now.uses), purpose, ChangeKind.USE_REMOVED, changes);
        if (automated.isEmpty() != now.automated.isEmpty()) {
            changes.add(PolicyChange.of(
                    automated.isEmpty() ? ChangeKind.AUTOMATED_ADDED : ChangeKind.AUTOMATED_REMOVED, purpose, ""));
        }
        longerOrShorter(
                retention, now.retention, purpose, ChangeKind.RETENTION_LONGER, ChangeKind.RETENTION_SHORTER, changes);
        items(now, purpose, changes);
        return changes;
    }

    /** A table without its signs. */
    private static String words(String table) {
        return table.replaceAll("[{}\"]", "").replace(",", ", ").replace(":", ": ");
    }

    private void items(Material now, String purpose, List<PolicyChange> changes) {
        now.lifetimes.forEach((item, life) -> {
            Life before = lifetimes.get(item);
            if (before == null) {
                changes.add(PolicyChange.of(ChangeKind.ITEM_ADDED, purpose, life.what, "", life.stated));
            } else {
                longerOrShorter(
                        before, life, purpose, ChangeKind.LIFETIME_LONGER, ChangeKind.LIFETIME_SHORTER, changes);
            }
        });
        lifetimes.forEach((item, life) -> {
            if (!now.lifetimes.containsKey(item)) {
                changes.add(PolicyChange.of(ChangeKind.ITEM_REMOVED, purpose, life.what, life.stated, ""));
            }
        });
    }

    private static Map<String, String> byThemselves(Set<String> ids) {
        Map<String, String> byThemselves = new LinkedHashMap<>();
        ids.forEach(id -> byThemselves.put(id, id));
        return byThemselves;
    }

    private static void missing(
            Map<String, String> facts,
            Map<String, String> among,
            String purpose,
            ChangeKind kind,
            List<PolicyChange> changes) {
        facts.forEach((fact, words) -> {
            if (!among.containsKey(fact)) {
                changes.add(PolicyChange.of(kind, purpose, words));
            }
        });
    }

    private static void longerOrShorter(
            Life before, Life now, String purpose, ChangeKind longer, ChangeKind shorter, List<PolicyChange> changes) {
        if (before.seconds != now.seconds) {
            changes.add(PolicyChange.of(
                    now.seconds > before.seconds ? longer : shorter, purpose, now.what, before.stated, now.stated));
        }
    }

    /**
     * Whether another version goes beyond what a grant given for this covers.
     *
     * @param now what would be done under the grant
     * @param sameMeaning whether the controller vouches that changed wording means the same
     */
    boolean exceededBy(Material now, boolean sameMeaning) {
        return changesTo(now, "", sameMeaning).stream().anyMatch(PolicyChange::material);
    }

    String hash() {
        Map<String, Long> seconds = new TreeMap<>();
        lifetimes.forEach((item, life) -> seconds.put(item, life.seconds));
        return PolicyText.hash(CanonicalJson.write(Map.of(
                "controller", controller,
                "wording", wording,
                "legalBasis", legalBasis,
                "data", data.keySet(),
                "recipients", recipients.keySet(),
                "uses", uses,
                "automated", automated,
                "retention", retention.seconds,
                "lifetimes", seconds)));
    }
}
