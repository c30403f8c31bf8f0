package dev.consent4j.json;

import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Nearest;
import dev.consent4j.policy.Problem;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Use;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a regime of a policy file. */
final class RegimeReader {

    static final List<String> FIELDS = List.of(
            "id",
            "base",
            "model",
            "renewAfter",
            "renewAfterRefusal",
            "minimumAge",
            "gpcStops",
            "dntObjects",
            "twoStepOptIn",
            "showSignal",
            "asksFor",
            "exemptions",
            "links",
            "law",
            "retention",
            "reviewBy");

    private static final List<String> NEEDED = List.of("model", "renewAfter", "renewAfterRefusal");

    /** The defaults of a regime without a base. */
    private static final Regime NO_BASE = new Regime(
            "",
            Model.OPT_IN,
            Regimes.STRICT.renewAfter(),
            Regimes.STRICT.renewAfterRefusal(),
            0,
            Regime.GPC_USES,
            false,
            false,
            false,
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(),
            null);

    private RegimeReader() {}

    static Regime read(Fields fields) {
        Values values = fields.values();
        String id = fields.needed("id", values::string, "", "Name it, such as 'uk'.");
        Regime base = base(fields, id);
        Period renewAfter = fields.optional("renewAfter", values::period).orElse(base.renewAfter());
        Period renewAfterRefusal =
                fields.optional("renewAfterRefusal", values::period).orElse(base.renewAfterRefusal());
        return new Regime(
                id,
                fields.word("model", Model.class, base.model()),
                renewAfter,
                renewAfterRefusal,
                fields.optional("minimumAge", values::number).orElse(base.minimumAge()),
                fields.has("gpcStops") ? Set.copyOf(fields.words("gpcStops", Use.class)) : base.gpcStops(),
                fields.flag("dntObjects", base.dntObjects()),
                fields.flag("twoStepOptIn", base.twoStepOptIn()),
                fields.flag("showSignal", base.showSignal()),
                fields.has("asksFor") ? Set.copyOf(fields.words("asksFor", DataKind.class)) : base.asksFor(),
                Set.copyOf(strings(fields, "exemptions", base.exemptions())),
                Set.copyOf(strings(fields, "links", base.links())),
                List.copyOf(strings(fields, "law", base.law())),
                fields.optional("retention", values::period)
                        .orElseGet(() -> Regime.retention(base.retention(), renewAfter, renewAfterRefusal)),
                reviewBy(fields, base));
    }

    private static @Nullable LocalDate reviewBy(Fields fields, Regime base) {
        return fields.has("reviewBy")
                ? fields.optional("reviewBy", fields.values()::date).orElse(null)
                : base.reviewBy();
    }

    private static Collection<String> strings(Fields fields, String field, Collection<String> otherwise) {
        return fields.has(field) ? fields.strings(field) : otherwise;
    }

    /** The built-in regime whose values are the defaults; without one, what has no lawful default must be said. */
    private static Regime base(Fields fields, String id) {
        if (fields.has("base")) {
            String name = fields.string("base", "");
            Optional<Regime> base = Regimes.find(name);
            if (base.isEmpty()) {
                Set<String> known = Regimes.ids();
                fields.wrong(
                        "base",
                        "there is no built-in regime " + Problem.quoted(name) + ".",
                        Nearest.suggestion(name, known, "Known: " + String.join(", ", known) + "."));
            }
            return base.orElse(Regimes.STRICT);
        }
        List<String> absent = new ArrayList<>(NEEDED);
        absent.removeIf(fields::has);
        if (!absent.isEmpty()) {
            String base = Regimes.find(id).isPresent() ? id : "strict";
            fields.missing(
                    absent.get(0),
                    (absent.size() == 1 ? "" : "So are: " + String.join(", ", absent.subList(1, absent.size())) + ". ")
                            + "Add " + (absent.size() == 1 ? "it" : "them") + ", or \"base\": \"" + base
                            + "\" for the values of that regime.");
        }
        return NO_BASE;
    }
}
