package dev.consent4j;

import dev.consent4j.decision.Given;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Evaluator;
import dev.consent4j.evaluation.Person;
import dev.consent4j.evaluation.Visit;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.signal.Signals;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one device brings to a site, and the answers that follow. An answer is kept as long as a fresh evaluation would
 * give the same: for the same place, signals, day and ended grants. Thread safe.
 */
public final class Device {

    /** Characters of a text that is kept at most; longer ones are judged each time. */
    static final int MAX_TEXT = 2_048;

    private final SiteConsent site;
    private final Given given;

    /** The last answers; a thread that sees an older one evaluates again. A power of two. */
    private final @Nullable EffectiveConsent[] kept;

    private @Nullable Passed passed;

    /** What a browser sent last, and the answer under which all of it passed; two answers are equal if they are one. */
    private record Passed(String text, EffectiveConsent under) {}

    Device(SiteConsent site, Given given, int kept) {
        this.site = site;
        this.given = given;
        this.kept = new EffectiveConsent[kept];
    }

    /** Given consent, nothing, or something unreadable. */
    public Given given() {
        return given;
    }

    /**
     * The answer now, for a person of whom nothing is known.
     *
     * @param jurisdiction where the visitor is taken to be
     * @param signals what the browser says; languages do not matter, and the answer's visit has none
     * @return effective consent
     */
    public EffectiveConsent effective(Jurisdiction jurisdiction, Signals signals) {
        return effective(jurisdiction, signals, site.today());
    }

    /**
     * The answer on a day. A request keeps the day it began on, so that it sees one version of the policy although
     * another comes into force at midnight.
     *
     * @param jurisdiction where the visitor is taken to be
     * @param signals what the browser says; languages do not matter, and the answer's visit has none
     * @param today the day, UTC
     * @return effective consent
     */
    public EffectiveConsent effective(Jurisdiction jurisdiction, Signals signals, LocalDate today) {
        return effective(jurisdiction, signals, site.ended(), today);
    }

    /**
     * Notes that nothing in a text was stopped, such as the {@code Cookie} field of a request. A browser sends the same
     * many times, and comparing it as a whole is much cheaper than judging its parts.
     *
     * @param text the text, the whole of what this device sent
     * @param under the answer it was judged by
     */
    public void passed(String text, EffectiveConsent under) {
        if (kept.length == 1 && text.length() <= MAX_TEXT) {
            passed = new Passed(text, under);
            site.sent(text, this);
        }
    }

    /**
     * Whether a text passed as a whole, last time.
     *
     * @param text the text
     * @param under the answer it is judged by
     * @return true if it did by the same answer; false says nothing
     */
    public boolean hasPassed(String text, EffectiveConsent under) {
        Passed last = passed;
        return last != null && last.under.equals(under) && last.text.equals(text);
    }

    EffectiveConsent effective(Jurisdiction jurisdiction, Signals signals, GrantsEnded ended, LocalDate today) {
        int at = slot(jurisdiction, signals);
        EffectiveConsent known = kept[at];
        if (known != null && isOf(known.visit(), jurisdiction, signals, ended, today)) {
            return known;
        }
        Signals silent = Signals.of(signals.gpc(), signals.dnt());
        EffectiveConsent now = Evaluator.evaluate(new Visit(
                site.site().policies(),
                jurisdiction,
                ended.counted(given),
                Given.NONE,
                Person.UNKNOWN,
                silent,
                ended,
                today));
        kept[at] = now;
        return now;
    }

    private int slot(Jurisdiction jurisdiction, Signals signals) {
        int hash = kept.length == 1
                ? 0
                : 31 * jurisdiction.hashCode() + 3 * signals.dnt().hashCode() + (signals.gpc() ? 1 : 0);
        return (hash ^ hash >>> 16) & kept.length - 1;
    }

    private static boolean isOf(
            Visit visit, Jurisdiction jurisdiction, Signals signals, GrantsEnded ended, LocalDate today) {
        return visit.ended().equals(ended)
                && visit.signals().gpc() == signals.gpc()
                && visit.signals().dnt() == signals.dnt()
                && visit.jurisdiction().equals(jurisdiction)
                && visit.today().equals(today);
    }
}
