package dev.consent4j.servlet.banner;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Vendor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a placeholder asks about: a vendor with its purposes, or the purposes of a name without one. There are as many as
 * vendors, categories and purposes, so that no client can make the library keep more renderings.
 *
 * @param field the parameter that names it in an address
 * @param id id of the vendor, purpose or category
 * @param vendor the vendor, null if only purposes are named
 * @param purposes the optional purposes it needs, at least one
 */
record EmbedSubject(String field, String id, @Nullable Vendor vendor, List<Purpose> purposes) {

    static final String VENDOR = "vendor";
    static final String PURPOSE = "purpose";

    static Optional<EmbedSubject> ofVendor(Policy policy, String id) {
        return policy.vendor(id).flatMap(vendor -> {
            Set<String> served = new LinkedHashSet<>(vendor.purposes());
            policy.declarations().stream()
                    .filter(declaration -> id.equals(declaration.vendor()))
                    .map(Declaration::purpose)
                    .forEach(served::add);
            return of(
                    VENDOR,
                    id,
                    vendor,
                    served.stream()
                            .flatMap(each -> policy.purpose(each).stream())
                            .toList());
        });
    }

    static Optional<EmbedSubject> ofPurpose(Policy policy, String purposeOrCategory) {
        return of(PURPOSE, purposeOrCategory, null, policy.purposesNamed(purposeOrCategory));
    }

    /** The category whose purposes these are, else the first of them: after its grant the next is asked about. */
    static Optional<EmbedSubject> ofPurposes(Policy policy, List<String> ids) {
        for (Category category : policy.categories()) {
            List<String> named = policy.purposesNamed(category.id()).stream()
                    .map(Purpose::id)
                    .toList();
            if (named.equals(ids)) {
                return ofPurpose(policy, category.id());
            }
        }
        return ids.isEmpty() ? Optional.empty() : ofPurpose(policy, ids.get(0));
    }

    private static Optional<EmbedSubject> of(String field, String id, @Nullable Vendor vendor, List<Purpose> purposes) {
        List<Purpose> optional =
                purposes.stream().filter(purpose -> !purpose.required()).toList();
        return optional.isEmpty() ? Optional.empty() : Optional.of(new EmbedSubject(field, id, vendor, optional));
    }

    /** The ids of the purposes that are denied and can be asked about. */
    List<String> denied(EffectiveConsent effective) {
        return purposes.stream()
                .map(Purpose::id)
                .filter(purpose -> !effective.allows(purpose) && !isOffForNow(effective, purpose))
                .toList();
    }

    /** Whether something was permitted and is off only until it can be looked up, so that nobody is asked again. */
    boolean isOffForNow(EffectiveConsent effective) {
        return purposes.stream().anyMatch(purpose -> isOffForNow(effective, purpose.id()));
    }

    private static boolean isOffForNow(EffectiveConsent effective, String purpose) {
        return effective.purpose(purpose).reason().isTemporary();
    }

    /** Those of the denied that one yes may answer: what needs no explicit one, and after that one by one what does. */
    List<String> allowedTogether(EffectiveConsent effective) {
        List<String> denied = denied(effective);
        List<String> together = purposes.stream()
                .filter(purpose -> !effective.regime().wantsExplicit(purpose))
                .map(Purpose::id)
                .filter(denied::contains)
                .toList();
        return together.isEmpty() ? denied.subList(0, Math.min(1, denied.size())) : together;
    }

    /** What tells the renderings of one offer apart. */
    String variant() {
        return field + " " + id;
    }
}
