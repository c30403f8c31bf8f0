package dev.consent4j.evaluation;

import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Vendor;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answer now: a verdict for every purpose, cookie name and vendor, and whether to ask. Immutable, thread safe. */
public final class EffectiveConsent {

    private final Visit visit;
    private final Policy policy;
    private final Regime regime;
    private final Map<String, Verdict> verdicts;
    private final Prompt prompt;

    EffectiveConsent(Visit visit, Policy policy, Regime regime, Map<String, Verdict> verdicts, Prompt prompt) {
        this.visit = visit;
        this.policy = policy;
        this.regime = regime;
        this.verdicts = Collections.unmodifiableMap(verdicts);
        this.prompt = prompt;
    }

    /** What the evaluation depended on. */
    public Visit visit() {
        return visit;
    }

    /** The policy version in force. */
    public Policy policy() {
        return policy;
    }

    /** The rules in force. */
    public Regime regime() {
        return regime;
    }

    /** The verdict for each purpose, in the order of the policy. */
    public Map<String, Verdict> verdicts() {
        return verdicts;
    }

    /** Whether to ask, and why. */
    public Prompt prompt() {
        return prompt;
    }

    /** What the device brought, empty if nothing or nothing readable. */
    public GivenConsent given() {
        return GivenConsent.orEmpty(visit.device());
    }

    /**
     * Whether a purpose, or every purpose of a category, is permitted. An unknown id is denied.
     *
     * @param purposeOrCategory an id
     * @return true only if all it names is permitted
     */
    public boolean allows(String purposeOrCategory) {
        return purpose(purposeOrCategory).permitted();
    }

    /**
     * The verdict for a purpose, or the least permissive one of a category's purposes.
     *
     * @param purposeOrCategory an id
     * @return the verdict; {@link Reason#UNDECLARED} for an unknown id
     */
    public Verdict purpose(String purposeOrCategory) {
        Verdict known = verdicts.get(purposeOrCategory);
        if (known != null) {
            return known;
        }
        List<Purpose> named = policy.purposesNamed(purposeOrCategory);
        return strictest(
                purposeOrCategory,
                named.stream().map(Purpose::id).toList(),
                "the policy has no purpose or category of this id");
    }

    /**
     * The verdict for a cookie name: permitted only when all purposes it is declared for are.
     *
     * @param name the name, case-sensitive
     * @return the verdict; {@link Reason#UNDECLARED} for a name the policy does not declare
     */
    public Verdict cookie(String name) {
        List<Declaration> declarations = policy.cookies().find(name);
        List<String> purposes = declarations.size() == 1
                ? List.of(declarations.get(0).purpose())
                : declarations.stream().map(Declaration::purpose).toList();
        return strictest(name, purposes, "the policy declares no cookie of this name");
    }

    /**
     * The verdict for a vendor: permitted only when all purposes it serves are.
     *
     * @param id the vendor's id
     * @return the verdict; {@link Reason#UNDECLARED} for an unknown vendor or one without purposes
     */
    public Verdict vendor(String id) {
        Optional<Vendor> vendor = policy.vendor(id);
        Set<String> purposes = new LinkedHashSet<>();
        vendor.ifPresent(known -> purposes.addAll(known.purposes()));
        policy.declarations().stream()
                .filter(declaration -> id.equals(declaration.vendor()))
                .forEach(declaration -> purposes.add(declaration.purpose()));
        return strictest(id, List.copyOf(purposes), "the policy names no purpose of this vendor");
    }

    private Verdict strictest(String name, List<String> purposes, String otherwise) {
        Verdict strictest = null;
        for (String purpose : purposes) {
            Verdict verdict = verdicts.get(purpose);
            if (verdict == null) {
                return undeclared(name, otherwise);
            }
            if (strictest == null || strictest.permitted() && !verdict.permitted()) {
                strictest = verdict;
            }
        }
        return strictest == null ? undeclared(name, otherwise) : named(name, strictest);
    }

    private static Verdict named(String name, Verdict verdict) {
        return name.equals(verdict.name())
                ? verdict
                : new Verdict(name + " [" + verdict.name() + "]", verdict.won(), verdict.beaten());
    }

    private static Verdict undeclared(String name, String detail) {
        return new Verdict(name, new Finding(Reason.UNDECLARED, detail), List.of());
    }
}
