package dev.consent4j.cookie;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.key.Keyring;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The two cookies that carry given consent: one {@code HttpOnly} and authenticated, which the server believes, and one
 * for the script, which it does not. Immutable and thread safe; reading never fails, whatever a browser sends.
 *
 * <p>Names and values of both take about 210 bytes for a subject and twenty purposes answered in two acts, and about 450
 * where each was answered in an act of its own. A version or regime with a long name costs its length.
 */
public final class ConsentCookie {

    /** Characters of a value at most; a longer one is unreadable without its code being computed. */
    public static final int MAX_LENGTH = Seal.MAX_LENGTH;

    /** Copies of the cookie tried at most on one request. */
    public static final int MAX_TRIED = 4;

    /** Seconds the cookies live: 400 days, the most a browser allows (RFC 6265bis, 5.5). */
    public static final long MAX_AGE = 34_560_000;

    /** Purposes a policy history may have so that one act on all of them fits. */
    public static final int MAX_PURPOSES = 500;

    private static final String CONSENT = "consent";
    private static final String CHOICES = "choices";

    private final CookieScope scope;
    private final String name;
    private final String scriptName;
    private final PolicyHistory policies;
    private final Seal seal;

    private ConsentCookie(String site, CookieScope scope, Keyring keys, PolicyHistory policies) {
        this.scope = scope;
        this.name = scope.named(CONSENT);
        this.scriptName = scope.named(CHOICES);
        this.policies = policies;
        this.seal = new Seal(site, name, keys, new PurposeTags(policies));
    }

    /**
     * The consent cookies of a site.
     *
     * @param site the site's id; a cookie of another site is forged here
     * @param scope where the cookies are valid
     * @param keys the ring that holds the cookie keys
     * @param policies the site's policy history
     * @return the cookies
     * @throws ConfigurationException if the history has more than {@value #MAX_PURPOSES} purposes
     */
    public static ConsentCookie of(String site, CookieScope scope, Keyring keys, PolicyHistory policies) {
        int purposes = policies.purposeIds().size();
        if (purposes > MAX_PURPOSES) {
            throw new ConfigurationException(
                    "The consent cookie of " + site,
                    List.of(Problem.at(
                            "purposes",
                            "are " + purposes + " over all versions, more than a cookie has room for.",
                            "Declare at most " + MAX_PURPOSES + "; join purposes nobody tells apart.")));
        }
        return new ConsentCookie(site, scope, keys, policies);
    }

    /** Name of the authenticated cookie: {@code __Host-consent}, or {@code consent} without HTTPS or for a domain. */
    public String name() {
        return name;
    }

    /** Name of the cookie for the script: {@code __Host-choices}, or {@code choices} without HTTPS or for a domain. */
    public String scriptName() {
        return scriptName;
    }

    /**
     * Reads every copy of the authenticated cookie on a request. Of those that verify the one with the latest act
     * counts.
     *
     * @param values the raw values of all cookies named {@link #name()}, in order; at most {@value #MAX_TRIED} are
     *     tried
     * @return {@link Given#NONE} without values, unreadable if none verifies, else what the person gave
     */
    public Given read(List<String> values) {
        List<Given> copies = new ArrayList<>(1);
        for (int i = 0; i < Math.min(values.size(), MAX_TRIED); i++) {
            copies.add(read(values.get(i)));
        }
        return newest(copies);
    }

    /**
     * Reads one copy of the authenticated cookie; at most one code is computed.
     *
     * @param value the raw value
     * @return what the person gave, or unreadable
     */
    public Given read(String value) {
        Reading reading = seal.open(value);
        return reading instanceof Reading.Verified verified
                ? verified.given()
                : new Given.Unreadable(((Reading.Malformed) reading).reason());
    }

    /**
     * What counts of several copies.
     *
     * @param copies what each turned out to be, in the order sent
     * @return the one with the latest act; unreadable if there is none to read, {@link Given#NONE} without copies
     */
    public static Given newest(List<Given> copies) {
        Given found = Given.NONE;
        for (Given copy : copies) {
            if (copy instanceof GivenConsent given) {
                found = newer(found, given);
            } else if (found instanceof Given.None) {
                found = copy;
            }
        }
        return found;
    }

    /**
     * The lines that set both cookies after a decision; each is the value of one {@code Set-Cookie} field.
     *
     * @param given what the person gave; if a cookie has no room for it, the oldest grants are left out
     * @param askAgain the first day on which the person may be asked again
     * @return two lines, the authenticated cookie first
     */
    public List<String> lines(GivenConsent given, LocalDate askAgain) {
        GivenConsent fitting = given;
        String value = seal.close(fitting);
        while (value.length() > MAX_LENGTH) {
            fitting = Shortening.step(fitting);
            value = seal.close(fitting);
        }
        String attributes = "; Max-Age=" + MAX_AGE + scope.attributes();
        String choices = Choices.text(fitting, answered(fitting), askAgain);
        return List.of(name + "=" + value + attributes + "; HttpOnly", scriptName + "=" + choices + attributes);
    }

    /** The version that was answered last, or the newest where the history lacks it. */
    private Policy answered(GivenConsent given) {
        List<Policy> versions = policies.versions();
        return latest(given)
                .flatMap(act -> policies.find(act.policyVersion()))
                .orElseGet(() -> versions.get(versions.size() - 1));
    }

    private static Given newer(Given found, GivenConsent other) {
        if (!(found instanceof GivenConsent given) || other.acts() > given.acts()) {
            return other;
        }
        return other.acts() == given.acts() && day(other).isAfter(day(given)) ? other : given;
    }

    private static LocalDate day(GivenConsent given) {
        return latest(given).map(Act::day).orElse(LocalDate.MIN);
    }

    private static Optional<Act> latest(GivenConsent given) {
        return Shortening.acts(given).stream().max(Comparator.comparingInt(Act::number));
    }
}
