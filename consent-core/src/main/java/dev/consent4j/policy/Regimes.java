package dev.consent4j.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
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
            List.of("GDPR 6, 7, 8, 9, 21(5)", "ePrivacy 5(3)", "CNIL 2020-091, 2020-092"),
            LocalDate.of(2027, 11, 1));

    /** California: Civ. 1798.120, 1798.135, 11 CCR 7025 to 7028; twelve months before asking to opt in again. */
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
            Set.of("choices", "do-not-sell-or-share"),
            List.of("Cal. Civ. 1798.120", "Cal. Civ. 1798.135", "11 CCR 7025, 7026, 7028"),
            LocalDate.of(2027, 1, 31));

    private static final Map<String, Regime> BUILT_IN =
            new TreeMap<>(Map.of(STRICT.id(), STRICT, GDPR.id(), GDPR, CCPA.id(), CCPA));

    private Regimes() {}

    /** The built-in regimes by id. */
    public static Map<String, Regime> builtIn() {
        return Map.copyOf(BUILT_IN);
    }

    /**
     * The built-in regime with an id.
     *
     * @param id the id
     * @return the regime, empty if there is none
     */
    public static Optional<Regime> find(String id) {
        return Optional.ofNullable(BUILT_IN.get(id));
    }
}
