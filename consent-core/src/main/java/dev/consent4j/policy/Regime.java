package dev.consent4j.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force in a jurisdiction.
 *
 * @param id lower case letters, digits and hyphens, at most {@value #MAX_ID} characters
 * @param model how a person is expected to decide
 * @param renewAfter how long a grant lives
 * @param renewAfterRefusal how long after a refusal or opt-out nobody is asked again
 * @param minimumAge age below which a guardian must act; 0 for none
 * @param gpcStops the uses {@code Sec-GPC: 1} stops
 * @param dntObjects whether {@code DNT: 1} is an objection whatever the site says (GDPR Art. 21(5))
 * @param twoStepOptIn whether opting in after a signal or opt-out takes a second step (11 CCR 7028)
 * @param showSignal whether the page must say that a signal was processed (11 CCR 7025(c)(6))
 * @param asksFor kinds of data that need a grant whatever the basis; of sensitive and special data a grant to the very
 *     purpose, see {@link #wantsExplicit}
 * @param exemptions kinds of exemption that are known here
 * @param links links a page must carry, by name
 * @param law law references
 * @param retention how long an entry about a person's decision is kept, counted from the decision
 * @param reviewBy day by which somebody has to check these rules again; null for none
 */
public record Regime(
        String id,
        Model model,
        Period renewAfter,
        Period renewAfterRefusal,
        int minimumAge,
        Set<Use> gpcStops,
        boolean dntObjects,
        boolean twoStepOptIn,
        boolean showSignal,
        Set<DataKind> asksFor,
        Set<String> exemptions,
        Set<String> links,
        List<String> law,
        Period retention,
        @Nullable LocalDate reviewBy) {

    /** Longest id, because it travels in the consent cookie. */
    public static final int MAX_ID = 24;

    /** Id of the regime that applies where the jurisdiction is unknown. */
    public static final String JOINED = "joined";

    /** What {@code Sec-GPC: 1} stops everywhere. */
    public static final Set<Use> GPC_USES = Set.of(Use.SALE, Use.SHARING, Use.TARGETED_ADVERTISING);

    /**
     * How long entries are kept where nothing else is said: the three years after which most claims expire (such as
     * section 195 of the German civil code), within what GDPR Art. 5(1)(e) and 17(3)(e) allow.
     */
    public static final Period RETENTION = Period.ofYears(3);

    /**
     * Rules with the usual {@link #RETENTION}, or longer where answers are valid longer.
     *
     * @param id the id
     * @param model how a person is expected to decide
     * @param renewAfter how long a grant lives
     * @param renewAfterRefusal how long after a refusal nobody is asked again
     * @param minimumAge age below which a guardian must act
     * @param gpcStops the uses {@code Sec-GPC: 1} stops
     * @param dntObjects whether {@code DNT: 1} is an objection
     * @param twoStepOptIn whether opting in after a signal takes a second step
     * @param showSignal whether the page must say that a signal was processed
     * @param asksFor kinds of data that need a grant whatever the basis
     * @param exemptions kinds of exemption that are known here
     * @param links links a page must carry
     * @param law law references
     * @param reviewBy day by which somebody has to check these rules again; null for none
     */
    public Regime(
            String id,
            Model model,
            Period renewAfter,
            Period renewAfterRefusal,
            int minimumAge,
            Set<Use> gpcStops,
            boolean dntObjects,
            boolean twoStepOptIn,
            boolean showSignal,
            Set<DataKind> asksFor,
            Set<String> exemptions,
            Set<String> links,
            List<String> law,
            @Nullable LocalDate reviewBy) {
        this(
                id,
                model,
                renewAfter,
                renewAfterRefusal,
                minimumAge,
                gpcStops,
                dntObjects,
                twoStepOptIn,
                showSignal,
                asksFor,
                exemptions,
                links,
                law,
                retention(RETENTION, renewAfter, renewAfterRefusal),
                reviewBy);
    }

    /**
     * A retention, or longer where answers are valid longer.
     *
     * @param usual the retention
     * @param renewAfter how long a grant lives
     * @param renewAfterRefusal how long after a refusal nobody is asked again
     * @return the longest of them
     */
    public static Period retention(Period usual, Period renewAfter, Period renewAfterRefusal) {
        Period longer = seconds(renewAfter) > seconds(usual) ? renewAfter : usual;
        return seconds(renewAfterRefusal) > seconds(longer) ? renewAfterRefusal : longer;
    }

    /** Takes immutable copies. */
    public Regime {
        gpcStops = Collections.unmodifiableSet(new TreeSet<>(gpcStops));
        asksFor = Collections.unmodifiableSet(new TreeSet<>(asksFor));
        exemptions = Collections.unmodifiableSet(new TreeSet<>(exemptions));
        links = Collections.unmodifiableSet(new TreeSet<>(links));
        law = List.copyOf(law);
    }

    /**
     * The join: what satisfies all of {@code regimes} at once. Opt-in, the highest age, every signal honoured and
     * shown, every link, the shortest life of grants, the longest wait after a refusal, two steps if any asks for two,
     * and records as long as any wants them kept.
     *
     * @param regimes at least one regime
     * @return the regime for an unknown jurisdiction
     */
    public static Regime join(Collection<Regime> regimes) {
        Regime first = regimes.iterator().next();
        Set<Use> stops = new HashSet<>(GPC_USES);
        Set<DataKind> asks = new HashSet<>();
        Set<String> exempt = new HashSet<>(first.exemptions);
        Set<String> links = new HashSet<>();
        Set<String> law = new LinkedHashSet<>();
        Period life = first.renewAfter;
        Period wait = first.renewAfterRefusal;
        Period retention = first.retention;
        int age = 0;
        boolean twoSteps = false;
        for (Regime regime : regimes) {
            stops.addAll(regime.gpcStops);
            asks.addAll(regime.asksFor);
            exempt.retainAll(regime.exemptions);
            links.addAll(regime.links);
            law.addAll(regime.law);
            life = seconds(regime.renewAfter) < seconds(life) ? regime.renewAfter : life;
            wait = seconds(regime.renewAfterRefusal) > seconds(wait) ? regime.renewAfterRefusal : wait;
            retention = seconds(regime.retention) > seconds(retention) ? regime.retention : retention;
            age = Math.max(age, regime.minimumAge);
            twoSteps |= regime.twoStepOptIn;
        }
        return new Regime(
                JOINED,
                Model.OPT_IN,
                life,
                wait,
                age,
                stops,
                true,
                twoSteps,
                true,
                asks,
                exempt,
                links,
                List.copyOf(law),
                retention,
                null);
    }

    /**
     * Whether a yes to a purpose counts only if it is given to this very purpose: where the law wants explicit consent to
     * special or sensitive data, accepting everything at once is none (GDPR Art. 9(2)(a)).
     *
     * @param purpose a purpose
     * @return true if only a specific grant counts
     */
    public boolean wantsExplicit(Purpose purpose) {
        return purpose.dataKind() != DataKind.ORDINARY && !purpose.required() && asksFor.contains(purpose.dataKind());
    }

    @SuppressWarnings("JavaPeriodGetDays")
    private static long seconds(Period period) {
        return Lifetime.seconds(period);
    }
}
