package dev.consent4j.violation;

import dev.consent4j.policy.FetchDirective;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Vendor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why something was blocked, as a policy tells.
 *
 * @param kind why
 * @param vendor the vendor whose origin it is, null if it is none's
 */
public record ViolationCause(Kind kind, @Nullable Vendor vendor) {

    /** Why something was blocked. */
    public enum Kind {
        /** The vendor declares the origin for this: the visitor has not allowed the vendor, and the page asks for it. */
        DENIED,
        /** The vendor declares the origin for other things only. */
        OTHER_DIRECTIVE,
        /** The site declares the origin as its own for other things only. */
        OWN_OTHER_DIRECTIVE,
        /** Nobody declares the origin. */
        UNDECLARED,
        /** The policy allows it to everybody, so that the report is older than the policy, or made up. */
        ALLOWED
    }

    /**
     * The cause of a violation.
     *
     * @param violation what was blocked
     * @param policy the policy in force
     * @return why, as far as the policy tells
     */
    public static ViolationCause of(Violation violation, Policy policy) {
        Optional<WebOrigin> blocked = violation.origin();
        if (blocked.isEmpty()) {
            return new ViolationCause(Kind.ALLOWED, null);
        }
        WebOrigin origin = blocked.get();
        if (covers(policy.origins(), violation.directive(), origin)) {
            return new ViolationCause(Kind.ALLOWED, null);
        }
        for (Vendor vendor : policy.vendors()) {
            if (covers(vendor.origins(), violation.directive(), origin)) {
                return new ViolationCause(Kind.DENIED, vendor);
            }
        }
        for (Vendor vendor : policy.vendors()) {
            if (names(vendor.origins(), origin)) {
                return new ViolationCause(Kind.OTHER_DIRECTIVE, vendor);
            }
        }
        return new ViolationCause(names(policy.origins(), origin) ? Kind.OWN_OTHER_DIRECTIVE : Kind.UNDECLARED, null);
    }

    private static boolean covers(Map<String, List<String>> declared, FetchDirective directive, WebOrigin origin) {
        return matches(declared.get(directive.id()), origin)
                || directive.fallbacks().stream().anyMatch(wider -> matches(declared.get(wider.id()), origin));
    }

    private static boolean names(Map<String, List<String>> declared, WebOrigin origin) {
        return declared.values().stream().anyMatch(sources -> matches(sources, origin));
    }

    private static boolean matches(@Nullable List<String> sources, WebOrigin origin) {
        return sources != null && sources.stream().anyMatch(origin::matches);
    }
}
