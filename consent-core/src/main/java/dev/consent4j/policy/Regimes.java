package dev.consent4j.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The regimes that come with the library. A policy may declare others or replace these. */
public final class Regimes {

    /** Opt-in with every protection on; the default where nothing is configured. */
    public static final Regime STRICT = new Regime(
            "strict",
            Model.OPT_IN,
            Period.ofMonths(6),
            Period.ofMonths(6),
            16,
            Set.of(Use.SALE, Use.SHARING, Use.TARGETED_ADVERTISING, Use.PROFILING),
            true,
            true,
            true,
            Set.of(DataKind.SENSITIVE, DataKind.SPECIAL),
            Set.of(),
            Set.of("choices"),
            List.of("GDPR", "ePrivacy 5(3)"),
            Regime.RETENTION,
            LocalDate.of(2027, 11, 1));

    /** The General Data Protection Regulation with ePrivacy Art. 5(3); six months as good practice of CNIL 2020-092. */
    public static final Regime GDPR = new Regime(
            "gdpr",
            Model.OPT_IN,
            Period.ofMonths(6),
            Period.ofMonths(6),
            16,
            Regime.GPC_USES,
            true,
            false,
            false,
            Set.of(DataKind.SPECIAL),
            Set.of(),
            Set.of("choices"),
            List.of("GDPR 5(1)(e), 6, 7, 8, 9, 17, 21(5)", "ePrivacy 5(3)", "CNIL 2020-091, 2020-092"),
            Regime.RETENTION,
            LocalDate.of(2027, 11, 1));

    /**
     * California: Civ. 1798.120, 1798.121, 1798.135, 11 CCR 7025 to 7028; twelve months before asking to opt in again; records for
     * the 24 months of 11 CCR 7101.
     */
    public static final Regime CCPA = new Regime(
            "ccpa",
            Model.OPT_OUT,
            Period.ofMonths(12),
            Period.ofMonths(12),
            16,
            Regime.GPC_USES,
            false,
            true,
            true,
            Set.of(),
            Set.of(),
            Set.of("choices", "do-not-sell-or-share", "limit-sensitive-data"),
            List.of("Cal. Civ. 1798.120, 1798.121", "Cal. Civ. 1798.135", "11 CCR 7025, 7026, 7028", "11 CCR 7101"),
            Period.ofMonths(24),
            LocalDate.of(2027, 1, 31));

    /** What states of the United States have in common: allowed until the person opts out; 16 CFR 312 under 13. */
    private static final Regime UNITED_STATES = new Regime(
            "us",
            Model.OPT_OUT,
            Period.ofMonths(24),
            Period.ofMonths(12),
            13,
            Regime.GPC_USES,
            false,
            false,
            false,
            Set.of(),
            Set.of(),
            Set.of("choices", "do-not-sell-or-share"),
            List.of("16 CFR 312"),
            LocalDate.of(2027, 11, 1));

    /** Allowed once the person has been told and can refuse. */
    private static final Regime NOTICE = new Regime(
            "notice",
            Model.OPT_OUT,
            Period.ofMonths(12),
            Period.ofMonths(12),
            0,
            Regime.GPC_USES,
            false,
            false,
            false,
            Set.of(),
            Set.of(),
            Set.of("choices"),
            List.of("notice and refusal"),
            LocalDate.of(2027, 11, 1));

    /** 11 CCR 7025(c)(6). */
    private static final LocalDate SIGNAL_SHOWN_IN_CALIFORNIA = LocalDate.of(2026, 1, 1);

    /** The word by which a policy file names {@link #WORLD}. */
    public static final String WORLD_NAME = "world";

    private static final RegimeTable TABLE = RegimeTable.read(
            Map.of("strict", STRICT, "gdpr", GDPR, "ccpa", CCPA, "us", UNITED_STATES, "notice", NOTICE));

    private static final Map<String, InForce<Regime>> BUILT_IN = builtIns();

    /** Which built-in regime holds where: member states, the United Kingdom, states of the United States and others. */
    public static final ByJurisdiction<String> WORLD = world();

    private Regimes() {}

    private static Map<String, InForce<Regime>> builtIns() {
        Map<String, InForce<Regime>> all = new TreeMap<>();
        TABLE.regimes().forEach((id, versions) -> all.put(id, InForce.of(versions)));
        for (Regime regime : List.of(STRICT, GDPR)) {
            all.put(regime.id(), InForce.of(new TreeMap<>(Map.of(LocalDate.MIN, regime))));
        }
        NavigableMap<LocalDate, Regime> california =
                new TreeMap<>(TABLE.regimes().get(CCPA.id()));
        california.put(SIGNAL_SHOWN_IN_CALIFORNIA, CCPA);
        all.put(CCPA.id(), InForce.of(california));
        return all;
    }

    private static ByJurisdiction<String> world() {
        Map<String, String> places = new TreeMap<>(TABLE.places());
        places.put(Jurisdiction.EU, GDPR.id());
        places.put(Jurisdiction.EEA, GDPR.id());
        return new ByJurisdiction<>(STRICT.id(), places);
    }

    /** The built-in regimes by id, with the last rules known. */
    public static Map<String, Regime> builtIn() {
        Map<String, Regime> latest = new TreeMap<>();
        BUILT_IN.forEach((id, versions) -> latest.put(id, versions.on(LocalDate.MAX)));
        return Collections.unmodifiableMap(latest);
    }

    /** The ids of the built-in regimes, sorted. */
    public static Set<String> ids() {
        return Collections.unmodifiableSet(BUILT_IN.keySet());
    }

    /**
     * The built-in regime with an id, with the last rules known, also those of a day to come.
     *
     * @param id the id
     * @return the regime, empty if there is none
     */
    public static Optional<Regime> find(String id) {
        return find(id, LocalDate.MAX);
    }

    /**
     * The built-in regime with an id as it is in force on a day.
     *
     * @param id the id
     * @param day the day
     * @return the regime, empty if there is none
     */
    public static Optional<Regime> find(String id, LocalDate day) {
        return Optional.ofNullable(BUILT_IN.get(id)).map(versions -> versions.on(day));
    }

    /** The days on which the rules of a built-in regime changed or will change; empty for none. */
    static List<LocalDate> changes(String id) {
        InForce<Regime> versions = BUILT_IN.get(id);
        return versions == null ? List.of() : versions.changes();
    }
}
