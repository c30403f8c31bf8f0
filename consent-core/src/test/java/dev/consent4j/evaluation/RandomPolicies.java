package dev.consent4j.evaluation;

import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.CopyEdit;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Exemption;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Histories of one to four versions that differ in everything a policy can differ in. */
final class RandomPolicies {

    static final List<String> VERSIONS = List.of("2025-01", Cases.VERSION, "2027-02", "2027-03");
    static final List<String> PLACES = List.of("EU", "DE", "FR", "US", "US-CA", "BR", "JP");
    static final List<String> PURPOSES =
            Cases.purposes().stream().limit(9).map(Purpose::id).toList();

    private static final List<Use> USES = List.of(Use.values());
    private static final List<String> ITEMS = List.of("address", "clicks", "place");

    private final Dice dice;
    private final Map<String, Purpose> purposes = new LinkedHashMap<>();
    private final Map<String, Declaration> declarations = new LinkedHashMap<>();
    private final List<String> unused = new ArrayList<>(PURPOSES);
    private String controller = "Example SA";
    private Vendor vendor = new Vendor("adnet", "Ad", "US", Transfer.SCC, Map.of(), List.of(), List.of(), List.of());

    RandomPolicies(Dice dice) {
        this.dice = dice;
    }

    PolicyHistory history() {
        List<Policy> versions = new ArrayList<>();
        LocalDate from = Cases.TODAY.minusDays(dice.between(200, 900));
        int wanted = dice.between(1, VERSIONS.size());
        for (int i = 0; i < wanted; i++) {
            boolean edited = i == 0 || !dice.onceIn(5);
            if (edited) {
                change(i == 0 ? dice.between(1, 7) : dice.between(0, 2));
            }
            versions.add(version(VERSIONS.get(i), from, i > 0 && dice.onceIn(3)));
            from = from.plusDays(dice.between(1, 300));
        }
        return PolicyHistory.of(versions);
    }

    private void change(int more) {
        for (int i = 0; i < more && !unused.isEmpty(); i++) {
            String id = unused.remove(dice.between(0, unused.size() - 1));
            purposes.put(id, purpose(id));
        }
        if (purposes.size() > 1 && dice.onceIn(4)) {
            purposes.remove(purposes.keySet().iterator().next());
        }
        purposes.replaceAll((id, purpose) -> dice.onceIn(3) ? changed(purpose) : purpose);
        controller = dice.onceIn(15) ? "Other SA" : controller;
        vendor = new Vendor(
                "adnet",
                "Ad",
                dice.onceIn(8) ? "DE" : vendor.country(),
                vendor.transfer(),
                Map.of(),
                List.of(),
                List.copyOf(dice.some(List.copyOf(purposes.keySet()), 6)),
                dice.onceIn(6) ? items() : vendor.data());
        declarations.keySet().retainAll(purposes.keySet());
        purposes.keySet().forEach(id -> {
            if (dice.onceIn(3)) {
                declarations.put(id, declaration(id));
            }
        });
    }

    private Declaration declaration(String id) {
        return new Declaration(
                dice.any(Technology.COOKIE, Technology.COOKIE, Technology.SERVER_LOG, Technology.LOCAL_STORAGE),
                dice.onceIn(9) ? "other-" + id : "item-" + id,
                id,
                dice.onceIn(5) ? "adnet" : null,
                null,
                "/",
                lifetime(),
                false,
                "",
                Text.NONE);
    }

    private Purpose purpose(String id) {
        boolean required = dice.onceIn(12);
        return Purpose.builder(id, dice.any("functional", "analytics", "marketing"))
                .title(Text.of(id))
                .description(Text.of("what " + id + " is"))
                .legalBasis(dice.any(LegalBasis.values()), bases())
                .dataKind(dice.any(DataKind.ORDINARY, DataKind.ORDINARY, DataKind.SENSITIVE, DataKind.SPECIAL))
                .data(items())
                .retention(lifetime())
                .uses(required ? Set.of() : dice.some(USES, 3))
                .aggregateOnly(dice.onceIn(2))
                .required(required)
                .justification(required ? Text.of("it cannot do without") : Text.NONE)
                .exemption(exemption())
                .automatedDecisions(automated())
                .build();
    }

    /** The purpose with one thing changed. */
    private Purpose changed(Purpose was) {
        Purpose other = purpose(was.id());
        int part = dice.between(0, 9);
        Set<Use> uses = was.required() || part != 4 ? was.uses() : other.uses();
        return Purpose.builder(was.id(), was.category())
                .title(part == 0 || part == 9 ? Text.of("new " + dice.between(1, 9)) : was.title())
                .description(was.description())
                .legalBasis(
                        part == 1
                                ? other.legalBasis().otherwise()
                                : was.legalBasis().otherwise(),
                        was.legalBasis().exceptions())
                .dataKind(part == 2 ? other.dataKind() : was.dataKind())
                .data(part == 3 ? other.data() : was.data())
                .dataSource(part == 8 ? "a register" : was.dataSource())
                .recipients(part == 5 ? items() : was.recipients())
                .retention(part == 6 ? other.retention() : was.retention())
                .uses(uses)
                .aggregateOnly((part == 7) != was.aggregateOnly())
                .required(was.required())
                .justification(was.justification())
                .exemption(was.exemption())
                .automatedDecisions(part == 9 ? other.automatedDecisions() : was.automatedDecisions())
                .build();
    }

    private Exemption exemption() {
        return new Exemption(
                dice.any("audience-measurement", "appearance"), !dice.onceIn(6), !dice.onceIn(6), true, true);
    }

    private Text automated() {
        return dice.onceIn(4) ? Text.of(dice.any("a score", "a price")) : Text.NONE;
    }

    private List<String> items() {
        return List.copyOf(dice.some(ITEMS, 2));
    }

    private @Nullable Lifetime lifetime() {
        return Lifetime.parse(dice.any("P13M", "P6M", "P30D", "")).orElse(null);
    }

    private Map<String, LegalBasis> bases() {
        Map<String, LegalBasis> bases = new TreeMap<>();
        dice.some(PLACES, 7).forEach(place -> bases.put(place, dice.any(LegalBasis.values())));
        return bases;
    }

    private Policy version(String name, LocalDate from, boolean copyEdit) {
        List<Regime> own = List.of(regime("own-one"), regime("own-two"));
        List<String> ids = new ArrayList<>(Regimes.ids());
        ids.addAll(List.of("own-one", "own-one", "own-two", "own-two", "strict", "gdpr", "ccpa"));
        Map<String, String> places = new TreeMap<>();
        dice.some(PLACES, 2).forEach(place -> places.put(place, dice.of(ids)));
        Map<String, LocalDate> audiences = new TreeMap<>();
        dice.some(PLACES, 12).forEach(place -> audiences.put(place, from.plusDays(dice.between(-40, 400))));
        Map<String, DntRule> dnt = new TreeMap<>();
        dice.some(PLACES, 4).forEach(place -> dnt.put(place, dice.any(DntRule.values())));
        Map<String, Integer> ages = new TreeMap<>();
        dice.some(PLACES, 6).forEach(place -> ages.put(place, dice.between(0, 18)));
        return Policy.builder(name)
                .controller(controller, "mailto:privacy@example.org")
                .effectiveFrom(new ByJurisdiction<>(from, audiences))
                .copyEdit(copyEdit ? new CopyEdit("Jo", "spelling") : null)
                .purposes(List.copyOf(purposes.values()))
                .vendor(vendor)
                .declarations(List.copyOf(declarations.values()))
                .regimes(own)
                .jurisdictions(dice.onceIn(5) ? Regimes.WORLD : new ByJurisdiction<>(dice.of(ids), places))
                .dnt(new ByJurisdiction<>(dice.any(DntRule.values()), dnt))
                .minimumAge(new ByJurisdiction<>(dice.any(0, 0, 14), ages))
                .build();
    }

    private Regime regime(String id) {
        return new Regime(
                id,
                dice.any(Model.values()),
                dice.any(Period.ofMonths(1), Period.ofDays(90), Period.ofYears(1)),
                dice.any(Period.ZERO, Period.ofMonths(6), Period.ofYears(1)),
                dice.any(0, 13, 16),
                dice.some(USES, 2),
                dice.onceIn(3),
                dice.onceIn(2),
                false,
                dice.some(List.of(DataKind.values()), 3),
                dice.some(List.of("audience-measurement", "appearance"), 2),
                Set.of(),
                List.of(),
                null);
    }
}
