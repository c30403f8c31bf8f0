package dev.consent4j.evaluation;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.DecisionId;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Vendor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer now: a verdict for every purpose, cookie name and vendor, and whether to ask. Immutable, thread safe.
 *
 * <p>It holds who won for each purpose. What was beaten, the words and the prompt follow from the visit when somebody asks
 * for them: most requests never do, and an answer is kept for each device seen lately.
 */
public final class EffectiveConsent {

    private final Circumstances circumstances;
    private final Visit visit;
    private final Policy policy;
    private final Regime regime;

    /** Which rule won, by position of the purpose in the policy. */
    private final Reason[] reasons;

    /** Computed when first asked for; threads that race find the same. */
    private @Nullable Prompt prompt;

    EffectiveConsent(Circumstances circumstances, Reason[] reasons) {
        this.circumstances = circumstances;
        this.visit = circumstances.visit();
        this.policy = circumstances.policy();
        this.regime = circumstances.regime();
        this.reasons = reasons;
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
        return new Verdicts(this);
    }

    /**
     * Which rule decided for a purpose; costs nothing.
     *
     * @param position where the purpose stands in the policy, see {@link Policy#position}
     * @return the rule; {@link Reason#UNDECLARED} where no purpose stands
     */
    public Reason reasonAt(int position) {
        return position < 0 || position >= reasons.length ? Reason.UNDECLARED : reasons[position];
    }

    /** The verdict for the purpose at a position of the policy. */
    Verdict verdictAt(int position) {
        return new PurposeRules(circumstances).verdict(policy.purposes().get(position));
    }

    /** Whether to ask, and why. */
    public Prompt prompt() {
        Prompt known = prompt;
        if (known == null) {
            known = new Asking(this).prompt();
            prompt = known;
        }
        return known;
    }

    /**
     * The purposes the prompt is about, in the order of the policy: after a change of the policy those that changed or are
     * new, not those whose answer holds.
     *
     * @return their ids; empty if nobody is to be asked
     */
    public List<String> asked() {
        return prompt().asks() ? new Asking(this).asked() : List.of();
    }

    /** What the device brought, empty if nothing or nothing readable. */
    public GivenConsent given() {
        return GivenConsent.orEmpty(visit.device());
    }

    /** What the account brought, or while nobody is signed in the device; empty if nothing or nothing readable. */
    public GivenConsent deciding() {
        return visit.account() instanceof Given.None ? given() : GivenConsent.orEmpty(visit.account());
    }

    /**
     * Whether a denial of the device stands against what the account says to a purpose.
     *
     * @param purpose the purpose's id
     * @return true only if somebody is signed in and the device denies it
     */
    public boolean isDeniedByDevice(String purpose) {
        if (visit.account() instanceof Given.None) {
            return false;
        }
        Verdict verdict = purpose(purpose);
        List<Act> acts = given().heldActs();
        return !verdict.permitted()
                && verdict.findings().anyMatch(finding -> finding.reason().isDenial() && acts.contains(finding.act()));
    }

    /**
     * Whether a purpose, or every purpose of a category, is permitted. An unknown id is denied.
     *
     * @param purposeOrCategory an id
     * @return true only if all it names is permitted
     */
    public boolean allows(String purposeOrCategory) {
        int position = policy.position(purposeOrCategory);
        return position >= 0
                ? reasonAt(position).permits()
                : purpose(purposeOrCategory).permitted();
    }

    /**
     * The verdict for a purpose, or the least permissive one of a category's purposes.
     *
     * @param purposeOrCategory an id
     * @return the verdict; {@link Reason#UNDECLARED} for an unknown id
     */
    public Verdict purpose(String purposeOrCategory) {
        int position = policy.position(purposeOrCategory);
        if (position >= 0) {
            return verdictAt(position);
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

    /**
     * The same answer, whose explanations name decisions by id: those of the account, whose acts name theirs, and those
     * of the device as far as they are given here.
     *
     * @param decisions the decision behind each act of the device, as far as it is known
     * @return the answer; an act of the device not among {@code decisions} is told as unlinked
     */
    public EffectiveConsent linked(Map<Act, DecisionId> decisions) {
        return new EffectiveConsent(new Circumstances(visit, policy, regime, Map.copyOf(decisions)), reasons);
    }

    /**
     * The decision behind an act, in the words of an explanation.
     *
     * @param act an act of {@link #given()} or of {@link #deciding()}
     * @return its id if {@link #linked} knows it, and the number of the act
     */
    public String decision(Act act) {
        return circumstances.decision(act);
    }

    /**
     * A ruling that follows from no purpose, such as on the library's own cookies, ended as a verdict's explanation is.
     *
     * @param ruling what was ruled and why
     * @return one sentence
     */
    public String explain(String ruling) {
        return ruling + circumstances.told(List.of());
    }

    private Verdict strictest(String name, List<String> purposes, String otherwise) {
        int strictest = -1;
        for (String purpose : purposes) {
            int position = policy.position(purpose);
            if (position < 0) {
                return undeclared(name, otherwise);
            }
            if (strictest < 0
                    || reasonAt(strictest).permits() && !reasonAt(position).permits()) {
                strictest = position;
            }
        }
        return strictest < 0 ? undeclared(name, otherwise) : named(name, verdictAt(strictest));
    }

    private static Verdict named(String name, Verdict verdict) {
        return name.equals(verdict.name()) ? verdict : verdict.named(name + " [" + verdict.name() + "]");
    }

    private Verdict undeclared(String name, String detail) {
        return new Verdict(name, new Finding(Reason.UNDECLARED, detail), List.of(), circumstances);
    }
}
