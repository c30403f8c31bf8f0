package dev.consent4j.servlet.enforcement.cookie;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.policy.Declaration;
import java.time.Instant;
import java.util.List;

/**
 * Rules on cookies by name. Pure; the rule for a name costs one look-up in the policy's index and allocates nothing.
 */
public final class CookieGate {

    private CookieGate() {}

    /**
     * The rule for a cookie name.
     *
     * @param name the name, case-sensitive
     * @param consent the answer now
     * @return {@link Ruling#NECESSARY}, {@link Ruling#PERMITTED}, {@link Ruling#DENIED} or {@link Ruling#UNDECLARED}
     */
    public static Ruling rule(String name, EffectiveConsent consent) {
        List<Declaration> declarations = consent.policy().cookies().find(name);
        if (name.isEmpty() || declarations.isEmpty()) {
            return Ruling.UNDECLARED;
        }
        Ruling ruling = Ruling.NECESSARY;
        for (int i = 0; i < declarations.size(); i++) {
            Verdict verdict = consent.verdicts().get(declarations.get(i).purpose());
            if (verdict == null || !verdict.permitted()) {
                return Ruling.DENIED;
            }
            if (verdict.reason() != Reason.REQUIRED) {
                ruling = Ruling.PERMITTED;
            }
        }
        return ruling;
    }

    /**
     * The rule for a line an application sends.
     *
     * @param line the line
     * @param consent the answer now
     * @param own the names only the library may use
     * @param now the time, to tell deletions
     * @return the rule
     */
    public static Ruling rule(SetCookieLine line, EffectiveConsent consent, OwnNames own, Instant now) {
        if (!line.isLegible()) {
            return Ruling.ILLEGIBLE;
        }
        if (own.claim(line)) {
            return Ruling.OWN;
        }
        Ruling ruling = rule(line.name(), consent);
        return !ruling.passes() && line.deletes(now) ? Ruling.DELETION : ruling;
    }

    /**
     * Why a cookie was ruled on so, in one sentence.
     *
     * @param name the name
     * @param ruling the rule
     * @param consent the answer it was ruled by
     * @return the sentence
     */
    public static String explain(String name, Ruling ruling, EffectiveConsent consent) {
        return switch (ruling) {
            case NECESSARY, PERMITTED, DENIED, UNDECLARED ->
                consent.cookie(name).explain();
            case DELETION -> name + ": permitted, a deletion always passes";
            case OWN -> name + ": denied, only the library sets or deletes the consent cookies";
            case ILLEGIBLE ->
                name + ": denied, control characters or characters beyond Latin-1 would reach the browser as"
                        + " others";
        };
    }
}
