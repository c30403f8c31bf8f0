package dev.consent4j.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of places as data: a line for each regime and each day on which it changed. What is stated here with dates
 * and sources was checked in November 2026; {@code reviewBy} says when to look again.
 */
final class RegimeTable {

    /**
     * Id; first day, empty for always; regime it starts from; what differs; places it holds in; source.
     *
     * <p>Signals are honoured everywhere, also where no law asks for it, so a day of duty changes the source only, and in
     * California from 2026 what must be shown.
     */
    private static final String LINES = """
            gdpr-be; ; gdpr; age=13; BE; GDPR 8, Belgium
            gdpr-ee; ; gdpr; age=13; EE; GDPR 8, Estonia
            gdpr-fi; ; gdpr; age=13; FI; GDPR 8, Finland
            gdpr-lv; ; gdpr; age=13; LV; GDPR 8, Latvia
            gdpr-mt; ; gdpr; age=13; MT; GDPR 8, Malta
            gdpr-pt; ; gdpr; age=13; PT; GDPR 8, Portugal
            gdpr-se; ; gdpr; age=13; SE; GDPR 8, Sweden
            gdpr-is; ; gdpr; age=13; IS; GDPR 8, Iceland
            gdpr-no; ; gdpr; age=13; NO; GDPR 8, Norway
            gdpr-at; ; gdpr; age=14; AT; GDPR 8, Austria
            gdpr-bg; ; gdpr; age=14; BG; GDPR 8, Bulgaria
            gdpr-cy; ; gdpr; age=14; CY; GDPR 8, Cyprus
            gdpr-it; ; gdpr; age=14; IT; GDPR 8, Italy; Garante 231/2021 (6 months)
            gdpr-lt; ; gdpr; age=14; LT; GDPR 8, Lithuania
            gdpr-es; ; gdpr; age=14; ES; GDPR 8, Spain
            gdpr-cz; ; gdpr; age=15 renewAfter=P12M; CZ; GDPR 8, Czechia; UOOU (12 months, refusal 6)
            gdpr-dk; ; gdpr; age=13; DK; GDPR 8, Denmark
            gdpr-dk; 2024-01-01; gdpr; age=15; DK; GDPR 8, Denmark since 2024
            gdpr-gr; ; gdpr; age=15; GR; GDPR 8, Greece
            gdpr-si; ; gdpr; age=15; SI; GDPR 8, Slovenia
            gdpr-fr; ; gdpr; age=15 exemptions=audience-measurement; FR; GDPR 8, France; CNIL 2020-091, 2020-092 (6 months, exempt audience measurement)
            uk; ; gdpr; age=13; GB; UK GDPR 8; PECR 6
            uk; 2026-02-05; gdpr; age=13 exemptions=audience-measurement,appearance,emergency; GB; UK GDPR 8; PECR 6 and Sch. A1 (SI 2026/82)
            fadp; ; notice; asksFor=special; CH; FADP 6, 31; TCA 45c
            ccpa; ; ccpa; showSignal=false; US-CA; Cal. Civ. 1798.120, 1798.135; 11 CCR 7025, 7026, 7028
            us; ; us; ; US; 16 CFR 312 (under 13); no signal duty of a state
            us-co; ; us; asksFor=sensitive,special; US-CO; C.R.S. 6-1-1306
            us-co; 2024-07-01; us; asksFor=sensitive,special; US-CO; C.R.S. 6-1-1306(1)(a)(IV); 4 CCR 904-3 Part 5 (signal)
            us-ct; ; us; asksFor=sensitive,special; US-CT; Conn. Gen. Stat. 42-520
            us-ct; 2025-01-01; us; asksFor=sensitive,special; US-CT; Conn. Gen. Stat. 42-520(e)(1)(A)(ii) (signal)
            us-tx; ; us; asksFor=sensitive,special; US-TX; Tex. Bus. & Com. 541
            us-tx; 2025-01-01; us; asksFor=sensitive,special; US-TX; Tex. Bus. & Com. 541.055(e) (signal)
            us-ne; ; us; asksFor=sensitive,special; US-NE; Neb. Rev. Stat. 87-1111
            us-ne; 2025-01-01; us; asksFor=sensitive,special; US-NE; Neb. Rev. Stat. 87-1111(5)-(6) (signal)
            us-mt; ; us; asksFor=sensitive,special; US-MT; MCA 30-14-2809
            us-mt; 2025-01-01; us; asksFor=sensitive,special; US-MT; MCA 30-14-2809(3)(b) (signal)
            us-nh; ; us; asksFor=sensitive,special; US-NH; RSA 507-H:6
            us-nh; 2025-01-01; us; asksFor=sensitive,special; US-NH; RSA 507-H:6, V(a)(1)(B) (signal)
            us-nj; ; us; asksFor=sensitive,special; US-NJ; N.J.S.A. 56:8-166.11
            us-nj; 2025-07-15; us; asksFor=sensitive,special; US-NJ; N.J.S.A. 56:8-166.11(b) (signal)
            us-mn; ; us; asksFor=sensitive,special; US-MN; Minn. Stat. 325M.14
            us-mn; 2025-07-31; us; asksFor=sensitive,special; US-MN; Minn. Stat. 325M.14 (signal)
            us-md; ; us; asksFor=sensitive,special; US-MD; Md. Com. Law 14-4707
            us-md; 2025-10-01; us; asksFor=sensitive,special; US-MD; Md. Com. Law 14-4707(f)(3) (signal, taken as mandatory)
            us-de; ; us; asksFor=sensitive,special; US-DE; 6 Del. C. 12D-106
            us-de; 2026-01-01; us; asksFor=sensitive,special; US-DE; 6 Del. C. 12D-106(e) (signal)
            us-or; ; us; asksFor=sensitive,special; US-OR; ORS 646A.578
            us-or; 2026-01-01; us; asksFor=sensitive,special; US-OR; ORS 646A.578(5)(c) (signal)
            us-la; ; us; ; US-LA; Louisiana, Act 502 of 2026
            us-la; 2027-01-01; us; ; US-LA; Louisiana, Act 502 of 2026 (signal)
            law25; ; strict; age=14 twoStepOptIn=false showSignal=false dntObjects=false; CA-QC; Quebec Law 25 s. 8.1, 14
            lgpd; ; gdpr; age=12; BR; LGPD 8, 14; ANPD guide 2022
            """;

    private static final int ID = 0;
    private static final int FROM = 1;
    private static final int BASE = 2;
    private static final int CHANGES = 3;
    private static final int PLACES = 4;
    private static final int LAW = 5;

    /** The newest source seen (specs of November 2026); a year is a long time in this law. */
    private static final LocalDate REVIEW_BY = LocalDate.of(2027, 11, 1);

    private final Map<String, Regime> bases;
    private final Map<String, NavigableMap<LocalDate, Regime>> regimes = new TreeMap<>();
    private final Map<String, String> places = new TreeMap<>();

    private RegimeTable(Map<String, Regime> bases) {
        this.bases = bases;
    }

    static RegimeTable read(Map<String, Regime> bases) {
        RegimeTable table = new RegimeTable(bases);
        LINES.lines().forEach(line -> table.line(line.split(";\\s*", LAW + 1)));
        return table;
    }

    Map<String, NavigableMap<LocalDate, Regime>> regimes() {
        return regimes;
    }

    /** Ids of regimes by the place they hold in. */
    Map<String, String> places() {
        return places;
    }

    private void line(String[] cells) {
        String id = cells[ID].strip();
        LocalDate from = cells[FROM].isBlank() ? LocalDate.MIN : LocalDate.parse(cells[FROM].strip());
        Regime base = bases.getOrDefault(cells[BASE].strip(), Regimes.STRICT);
        regimes.computeIfAbsent(id, name -> new TreeMap<>())
                .put(from, regime(id, base, changes(cells[CHANGES]), cells[LAW]));
        places.put(cells[PLACES].strip(), id);
    }

    private static Map<String, String> changes(String cell) {
        Map<String, String> changes = new HashMap<>();
        for (String change : cell.strip().split(" ", -1)) {
            int equals = change.indexOf('=');
            if (equals > 0) {
                changes.put(change.substring(0, equals), change.substring(equals + 1));
            }
        }
        return changes;
    }

    private static Regime regime(String id, Regime base, Map<String, String> changes, String law) {
        return new Regime(
                id,
                base.model(),
                Period.parse(
                        changes.getOrDefault("renewAfter", base.renewAfter().toString())),
                base.renewAfterRefusal(),
                Integer.parseInt(changes.getOrDefault("age", String.valueOf(base.minimumAge()))),
                base.gpcStops(),
                flag(changes, "dntObjects", base.dntObjects()),
                flag(changes, "twoStepOptIn", base.twoStepOptIn()),
                flag(changes, "showSignal", base.showSignal()),
                changes.containsKey("asksFor") ? kinds(changes.get("asksFor")) : base.asksFor(),
                changes.containsKey("exemptions")
                        ? Set.of(changes.get("exemptions").split(",", -1))
                        : base.exemptions(),
                base.links(),
                List.of(law.strip().split(";\\s*", -1)),
                base.retention(),
                REVIEW_BY);
    }

    private static boolean flag(Map<String, String> changes, String name, boolean otherwise) {
        return Boolean.parseBoolean(changes.getOrDefault(name, String.valueOf(otherwise)));
    }

    private static Set<DataKind> kinds(String ids) {
        return Set.copyOf(List.of(ids.split(",", -1)).stream()
                .map(id -> Named.find(DataKind.class, id).orElseThrow())
                .toList());
    }
}
