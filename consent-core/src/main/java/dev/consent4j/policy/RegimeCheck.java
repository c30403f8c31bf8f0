package dev.consent4j.policy;

import java.time.Period;
import java.util.HashMap;
import java.util.Map;

/** The rules for regimes, and for the tables that differ between jurisdictions. */
final class RegimeCheck {

    private static final int HIGHEST_AGE = 21;
    private static final int LONGEST_YEARS = 10;

    private final PolicyBuilder parts;
    private final DeclaredNames names;
    private final Findings findings;

    RegimeCheck(PolicyBuilder parts, DeclaredNames names, Findings findings) {
        this.parts = parts;
        this.names = names;
        this.findings = findings;
    }

    void run() {
        regimeName(at("jurisdictions", parts.jurisdictions), parts.jurisdictions.otherwise());
        findings.places("jurisdictions", parts.jurisdictions);
        parts.jurisdictions.exceptions().forEach((place, id) -> regimeName("jurisdictions." + place, id));
        regimes();
        findings.places("signals.dnt", parts.dnt);
        findings.places("minimumAge", parts.minimumAge);
        age(at("minimumAge", parts.minimumAge), parts.minimumAge.otherwise());
        parts.minimumAge.exceptions().forEach((place, age) -> age("minimumAge." + place, age));
    }

    private void regimeName(String path, String id) {
        if (!names.regimes().contains(id)) {
            findings.dangling(path, "regime", id, names.regimes());
        }
    }

    /** Where the default of a table is written: beside its exceptions, or in place of the table. */
    private static String at(String path, ByJurisdiction<?> table) {
        return table.exceptions().isEmpty() ? path : path + ".default";
    }

    private void age(String path, int age) {
        if (age < 0 || age > HIGHEST_AGE) {
            findings.add(
                    path, age + " is no age of consent.", "Write 0 for none, or an age up to " + HIGHEST_AGE + ".");
        }
    }

    private void regimes() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < parts.regimes.size(); i++) {
            Regime regime = parts.regimes.get(i);
            String path = "regimes[" + i + "]";
            if (findings.id(path + ".id", regime.id(), Regime.MAX_ID)) {
                Integer first = seen.putIfAbsent(regime.id(), i);
                if (first != null) {
                    findings.add(
                            path + ".id",
                            "'" + regime.id() + "' is already the id of regimes[" + first + "].",
                            "Give each regime an id of its own.");
                } else if (regime.id().equals(Regime.JOINED)) {
                    findings.add(
                            path + ".id",
                            "'" + Regime.JOINED + "' is the regime where the jurisdiction is unknown.",
                            "Give the regime another id.");
                }
            }
            boolean granted = period(path + ".renewAfter", regime.renewAfter(), false);
            boolean refused = period(path + ".renewAfterRefusal", regime.renewAfterRefusal(), true);
            if (granted && refused && period(path + ".retention", regime.retention(), false)) {
                retention(path + ".retention", regime);
            }
            age(path + ".minimumAge", regime.minimumAge());
            regime.exemptions().forEach(kind -> findings.id(path + ".exemptions", kind, Findings.MAX_ID));
            regime.links().forEach(link -> findings.id(path + ".links", link, Findings.MAX_ID));
            findings.notBlank(path + ".law", regime.law());
        }
    }

    /** A record that goes before what it proves would leave a grant without proof. */
    private void retention(String path, Regime regime) {
        long kept = Lifetime.seconds(regime.retention());
        if (kept < Lifetime.seconds(regime.renewAfter()) || kept < Lifetime.seconds(regime.renewAfterRefusal())) {
            findings.add(
                    path,
                    regime.retention() + " is shorter than an answer is valid.",
                    "Keep entries at least as long as 'renewAfter' and 'renewAfterRefusal', such as 'P3Y'.");
        }
    }

    /** Whether it is in range. */
    private boolean period(String path, Period period, boolean mayBeZero) {
        boolean negative = period.getYears() < 0 || period.getMonths() < 0 || period.getDays() < 0;
        boolean tooLong = period.toTotalMonths() + period.getDays() / 31 > LONGEST_YEARS * 12;
        boolean wrong = negative || tooLong || period.isZero() && !mayBeZero;
        if (wrong) {
            findings.add(
                    path,
                    period + " is out of range.",
                    "Name a period of at most " + LONGEST_YEARS + " years, such as 'P6M'.");
        }
        return !wrong;
    }
}
