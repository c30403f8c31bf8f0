package dev.consent4j.servlet.enforcement.cookie;

import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Reason;
import dev.consent4j.policy.DeclaredCookie;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

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
        return rule(name.isEmpty() ? null : consent.policy().cookies().named(name), consent);
    }

    /**
     * The rule for the cookie name between two positions of a text, such as a {@code Cookie} field.
     *
     * @param text the text
     * @param from where the name begins
     * @param to where it ends
     * @param consent the answer now
     * @return as for {@link #rule(String, EffectiveConsent)}
     */
    public static Ruling rule(String text, int from, int to, EffectiveConsent consent) {
        return rule(from == to ? null : consent.policy().cookies().find(text, from, to), consent);
    }

    private static Ruling rule(@Nullable DeclaredCookie declared, EffectiveConsent consent) {
        if (declared == null) {
            return Ruling.UNDECLARED;
        }
        Ruling ruling = Ruling.NECESSARY;
        for (int i = 0; i < declared.purposes(); i++) {
            Reason reason = consent.reasonAt(declared.purpose(i));
            if (!reason.permits()) {
                return Ruling.DENIED;
            }
            if (reason != Reason.REQUIRED) {
                ruling = Ruling.PERMITTED;
            }
        }
        return ruling;
    }

    /**
     * Whether a cookie is denied for now only: because something cannot be read that may permit it again.
     *
     * @param name the name, case-sensitive
     * @param consent the answer now
     * @return true if all that denies it is temporary
     */
    public static boolean isDeniedForNow(String name, EffectiveConsent consent) {
        DeclaredCookie declared =
                name.isEmpty() ? null : consent.policy().cookies().named(name);
        boolean deniedForNow = false;
        for (int i = 0; declared != null && i < declared.purposes(); i++) {
            Reason reason = consent.reasonAt(declared.purpose(i));
            if (!reason.permits() && !reason.isTemporary()) {
                return false;
            }
            deniedForNow |= reason.isTemporary();
        }
        return deniedForNow;
    }

    /**
     * The rule for a line an application sends.
     *
     * @param line the line
     * @param consent the answer now
     * @param own the names only the library may use
     * @param clock the time, to tell deletions; asked only about what would not pass otherwise
     * @return the rule
     */
    public static Ruling rule(SetCookieLine line, EffectiveConsent consent, OwnNames own, InstantSource clock) {
        if (!line.isLegible()) {
            return Ruling.ILLEGIBLE;
        }
        if (own.claim(line)) {
            return Ruling.OWN;
        }
        Ruling ruling = rule(line.name(), consent);
        return !ruling.passes() && line.deletes(clock.instant()) ? Ruling.DELETION : ruling;
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
            case DELETION -> consent.explain(name + ": permitted, a deletion always passes");
            case OWN -> consent.explain(name + ": denied, only the library sets or deletes the consent cookies");
            case ILLEGIBLE ->
                consent.explain(
                        name + ": denied, control characters or characters beyond Latin-1 would reach the browser"
                                + " as others");
        };
    }
}
