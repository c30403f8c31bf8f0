package dev.consent4j.servlet.enforcement.header;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.FetchDirective;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Vendor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The origins of one policy, prepared so that a request only has to look verdicts up. Immutable. */
final class PermittedOrigins {

    /** All but origins is allowed, so that what is blocked is blocked for its origin. */
    private static final String ALWAYS = " 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

    private final Policy policy;
    private final Set<FetchDirective> directives = EnumSet.noneOf(FetchDirective.class);
    private final List<Vendor> vendors;
    private final List<List<String>> purposes = new ArrayList<>();

    PermittedOrigins(Policy policy) {
        this.policy = policy;
        this.vendors = policy.vendors().stream()
                .filter(vendor -> !vendor.origins().isEmpty())
                .toList();
        vendors.forEach(vendor -> purposes.add(purposes(vendor)));
        for (FetchDirective directive : FetchDirective.values()) {
            if (policy.origins().containsKey(directive.id())
                    || vendors.stream().anyMatch(vendor -> vendor.origins().containsKey(directive.id()))) {
                directives.add(directive);
            }
        }
    }

    /** Whether nobody declares an origin, so that there is nothing to restrict. */
    boolean isEmpty() {
        return directives.isEmpty();
    }

    private List<String> purposes(Vendor vendor) {
        Set<String> served = new LinkedHashSet<>(vendor.purposes());
        policy.declarations().stream()
                .filter(declaration -> vendor.id().equals(declaration.vendor()))
                .map(Declaration::purpose)
                .forEach(served::add);
        return List.copyOf(served);
    }

    /** The vendors that are permitted, by position; the same as {@link EffectiveConsent#vendor} says one by one. */
    BitSet permitted(EffectiveConsent consent) {
        Map<String, Verdict> verdicts = consent.verdicts();
        BitSet permitted = new BitSet(vendors.size());
        for (int i = 0; i < vendors.size(); i++) {
            permitted.set(i, isPermitted(purposes.get(i), verdicts));
        }
        return permitted;
    }

    private static boolean isPermitted(List<String> served, Map<String, Verdict> verdicts) {
        for (String purpose : served) {
            Verdict verdict = verdicts.get(purpose);
            if (verdict == null || !verdict.permitted()) {
                return false;
            }
        }
        return !served.isEmpty();
    }

    /**
     * The directives, in one order.
     *
     * @param permitted the permitted vendors by position
     * @param everywhere origins allowed for all directives
     */
    String text(BitSet permitted, List<String> everywhere) {
        StringBuilder text = new StringBuilder(256);
        for (FetchDirective directive : directives) {
            Set<String> origins = new TreeSet<>(everywhere);
            collect(origins, policy.origins(), directive);
            permitted.stream().forEach(i -> collect(origins, vendors.get(i).origins(), directive));
            text.append(directive.id()).append(ALWAYS);
            origins.forEach(origin -> text.append(' ').append(origin));
            text.append("; ");
        }
        return text.toString();
    }

    /** What is declared for a directive counts for the narrower ones that fall back to it. */
    private static void collect(Set<String> origins, Map<String, List<String>> declared, FetchDirective directive) {
        add(origins, declared, directive);
        directive.fallbacks().forEach(wider -> add(origins, declared, wider));
    }

    private static void add(Set<String> origins, Map<String, List<String>> declared, FetchDirective directive) {
        declared.getOrDefault(directive.id(), List.of())
                .forEach(origin -> origins.add(origin.toLowerCase(Locale.ROOT)));
    }
}
