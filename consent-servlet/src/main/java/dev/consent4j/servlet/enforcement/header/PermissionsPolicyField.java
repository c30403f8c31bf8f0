package dev.consent4j.servlet.enforcement.header;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Use;
import dev.consent4j.servlet.request.Visitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code Permissions-Policy}: switches the advertising features of browsers off for the page and all its frames, unless
 * every purpose that sells, shares or targets is permitted, and there is one. Immutable, thread safe.
 *
 * <p>Browsers read all fields as one structured dictionary, of which the last member of a key counts and which they
 * ignore as a whole when any part is malformed. So ours joins the application's: its members for other features stay as
 * written, those for these features end as {@code ()}; a malformed value, which had no effect, would undo ours and is
 * left out. With everything permitted, and in report mode, the application's value stays as it is.
 */
public final class PermissionsPolicyField implements ConsentField {

    /** The features that exist to advertise, to measure advertising, or to keep state for it across sites. */
    static final List<String> ADVERTISING = List.of(
            "attribution-reporting",
            "browsing-topics",
            "interest-cohort",
            "join-ad-interest-group",
            "private-aggregation",
            "run-ad-auction",
            "shared-storage",
            "shared-storage-select-url");

    private static final Set<Use> USES = Set.of(Use.SALE, Use.SHARING, Use.TARGETED_ADVERTISING);

    /** The field, the same for every site. */
    public PermissionsPolicyField() {}

    @Override
    public String name() {
        return "Permissions-Policy";
    }

    @Override
    public List<String> values(List<String> application, Visitor visitor) {
        return visitor.site().mode().equals("report") || permitsAdvertising(visitor.effective())
                ? application
                : List.of(narrowed(application));
    }

    private static boolean permitsAdvertising(EffectiveConsent consent) {
        boolean any = false;
        for (Purpose purpose : consent.policy().purposes()) {
            if (purpose.uses().stream().anyMatch(USES::contains)) {
                if (!consent.allows(purpose.id())) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    static String narrowed(List<String> application) {
        Optional<Map<String, String>> own = FieldDictionary.parse(String.join(", ", application));
        Map<String, String> members = new LinkedHashMap<>(own.orElse(Map.of()));
        ADVERTISING.forEach(members::remove);
        ADVERTISING.forEach(feature -> members.put(feature, feature + "=()"));
        return String.join(", ", members.values());
    }
}
