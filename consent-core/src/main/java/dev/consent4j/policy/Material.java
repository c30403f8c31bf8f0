package dev.consent4j.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person agreed to when granting one purpose.
 *
 * @param controller the controller's name
 * @param wording title and description, as canonical JSON
 * @param legalBasis the basis by jurisdiction, as canonical JSON
 * @param data items, kind, source, and whether they stay individual, each as canonical JSON
 * @param recipients recipients with country and transfer mechanism, each as canonical JSON
 * @param uses ids of the uses a signal may stop
 * @param retention seconds the data is kept, the largest number if unstated
 * @param lifetimes seconds each declared item lives, by technology, name and domain; 0 for a session, the largest
 *     number if unstated
 */
record Material(
        String controller,
        String wording,
        String legalBasis,
        Set<String> data,
        Set<String> recipients,
        Set<String> uses,
        long retention,
        Map<String, Long> lifetimes) {

    static Material of(Policy policy, Purpose purpose) {
        return new Material(
                policy.controller().name(),
                CanonicalJson.write(List.of(
                        purpose.title().byLanguage(), purpose.description().byLanguage())),
                CanonicalJson.write(PolicyText.table(purpose.legalBasis(), LegalBasis::id)),
                data(policy, purpose),
                recipients(policy, purpose),
                new TreeSet<>(PolicyText.ids(purpose.uses())),
                seconds(purpose.retention()),
                lifetimes(policy, purpose));
    }

    private static Set<String> data(Policy policy, Purpose purpose) {
        Set<String> data = new TreeSet<>();
        data.add(fact("kind", purpose.dataKind().id()));
        if (purpose.dataSource() != null) {
            data.add(fact("source", purpose.dataSource()));
        }
        if (!purpose.aggregateOnly()) {
            data.add(fact("individual"));
        }
        purpose.data().forEach(item -> data.add(fact("item", item)));
        policy.vendors().stream()
                .filter(vendor -> serves(policy, vendor, purpose))
                .forEach(vendor -> vendor.data().forEach(item -> data.add(fact("item", item))));
        return data;
    }

    private static Set<String> recipients(Policy policy, Purpose purpose) {
        Set<String> recipients = new TreeSet<>();
        purpose.recipients().forEach(name -> recipients.add(fact(name)));
        policy.vendors().stream()
                .filter(vendor -> serves(policy, vendor, purpose))
                .forEach(vendor -> recipients.add(
                        fact(vendor.name(), vendor.country(), vendor.transfer().id())));
        return recipients;
    }

    private static Map<String, Long> lifetimes(Policy policy, Purpose purpose) {
        Map<String, Long> lifetimes = new TreeMap<>();
        for (Declaration item : policy.declarations()) {
            if (item.purpose().equals(purpose.id())) {
                boolean ofSession = item.maxAge() == null
                        && (item.technology() == Technology.COOKIE || item.technology() == Technology.SESSION_STORAGE);
                lifetimes.merge(
                        fact(item.technology().id(), item.name(), item.domain() == null ? "" : item.domain()),
                        ofSession ? 0 : seconds(item.maxAge()),
                        Math::max);
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

    private static long seconds(@Nullable Lifetime life) {
        return life == null ? Long.MAX_VALUE : life.seconds();
    }

    private static String fact(String... words) {
        return CanonicalJson.write(List.of(words));
    }

    /**
     * Whether another version goes beyond what a grant given for this covers.
     *
     * @param now what would be done under the grant
     * @param sameMeaning whether the controller vouches that changed wording means the same
     */
    boolean exceededBy(Material now, boolean sameMeaning) {
        return !(sameMeaning || wording.equals(now.wording))
                || !controller.equals(now.controller)
                || !legalBasis.equals(now.legalBasis)
                || !data.containsAll(now.data)
                || !recipients.containsAll(now.recipients)
                || !uses.containsAll(now.uses)
                || retention < now.retention
                || now.lifetimes.entrySet().stream()
                        .anyMatch(item -> lifetimes.getOrDefault(item.getKey(), -1L) < item.getValue());
    }

    String hash() {
        return PolicyText.hash(CanonicalJson.write(Map.of(
                "controller", controller,
                "wording", wording,
                "legalBasis", legalBasis,
                "data", data,
                "recipients", recipients,
                "uses", uses,
                "retention", retention,
                "lifetimes", lifetimes)));
    }
}
