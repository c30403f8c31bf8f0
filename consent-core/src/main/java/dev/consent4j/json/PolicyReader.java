package dev.consent4j.json;

import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Controller;
import dev.consent4j.policy.CopyEdit;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Problem;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Role;
import dev.consent4j.policy.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a policy from located nodes into a builder, and brings what the builder finds wrong back to the file. */
final class PolicyReader {

    static final List<String> FIELDS = List.of(
            "$schema",
            "version",
            "role",
            "effectiveFrom",
            "announcedOn",
            "copyEdit",
            "controller",
            "languages",
            "link",
            "notices",
            "categories",
            "purposes",
            "vendors",
            "origins",
            "cookies",
            "declarations",
            "jurisdictions",
            "regimes",
            "signals",
            "minimumAge",
            "retired",
            "evidence",
            "evidenceReason",
            "residue",
            "practices");

    static final List<String> COPY_EDIT_FIELDS = List.of("name", "reason");
    static final List<String> CONTROLLER_FIELDS =
            List.of("name", "contact", "address", "dataProtectionOfficer", "complaints", "storedIn");
    static final List<String> CATEGORY_FIELDS = List.of("id", "title", "description", "required");
    static final List<String> SIGNAL_FIELDS = List.of("dnt");
    static final List<String> RETIRED_FIELDS = List.of("purposes", "vendors");
    static final List<String> NOTICE_FIELDS = List.of("banner", "choices");

    private static final Pattern DECLARATION = Pattern.compile("declarations\\[(\\d+)](?:\\.(\\w+))?(.*)");

    private final Report report;
    private final Fields fields;
    private final Values values;
    private final List<Fields> declared = new ArrayList<>();

    PolicyReader(LocatedNode root, Report report) {
        this.report = report;
        this.fields = Fields.of(root, FIELDS, report);
        this.values = fields.values();
    }

    /** The builder with everything that could be read; the report has the rest. */
    PolicyBuilder read() {
        PolicyBuilder builder =
                Policy.builder(fields.needed("version", values::string, "", "Name the version, such as '2026-11'."));
        fields.string("$schema");
        builder.role(fields.word("role", Role.class, Role.CONTROLLER));
        dates(builder);
        copyEdit(builder);
        controller(builder);
        if (fields.has("languages")) {
            List<String> languages = fields.strings("languages");
            if (!languages.isEmpty() || !report.anyUnusable("languages")) {
                builder.languages(languages);
            }
        }
        builder.link(fields.string("link"));
        notices(builder);
        builder.categories(fields.objects("categories", CATEGORY_FIELDS, PolicyReader::category));
        builder.purposes(fields.objects("purposes", PurposeReader.FIELDS, PurposeReader::read));
        builder.vendors(fields.objects("vendors", VendorReader.FIELDS, VendorReader::read));
        fields.optional("origins", node -> VendorReader.origins(node, values)).ifPresent(builder::origins);
        builder.declarations(declarations());
        builder.jurisdictions(jurisdictions());
        builder.regimes(fields.objects("regimes", RegimeReader.FIELDS, RegimeReader::read));
        Fields signals = fields.object("signals", SIGNAL_FIELDS);
        if (signals != null) {
            builder.dnt(signals.table("dnt", node -> values.word(node, DntRule.class), DntRule.OBJECT));
        }
        builder.minimumAge(fields.table("minimumAge", values::number, 0));
        Fields retired = fields.object("retired", RETIRED_FIELDS);
        if (retired != null) {
            builder.retiredPurposes(Set.copyOf(retired.strings("purposes")));
            builder.retiredVendors(Set.copyOf(retired.strings("vendors")));
        }
        builder.evidenceReason(fields.wording("evidenceReason"));
        builder.residue(fields.string("residue", ""));
        builder.evidence(fields.optional("evidence", values::lifetime).orElse(null));
        Fields practices = fields.object("practices", PracticesReader.FIELDS);
        if (practices != null) {
            builder.practices(PracticesReader.read(practices));
        }
        report.merge(builder.problems().stream().map(this::inFile).toList());
        return builder;
    }

    private void dates(PolicyBuilder builder) {
        fields.optional("effectiveFrom", node -> Optional.of(values.table(node, values::date, LocalDate.EPOCH, true)))
                .ifPresent(builder::effectiveFrom);
        Optional<LocalDate> announced = fields.optional("announcedOn", values::date);
        // The order of two days says nothing if one of them could not be read.
        if (!report.anyUnusable("effectiveFrom")) {
            builder.announcedOn(announced.orElse(null));
        }
    }

    private void copyEdit(PolicyBuilder builder) {
        Fields edit = fields.object("copyEdit", COPY_EDIT_FIELDS);
        if (edit != null) {
            builder.copyEdit(new CopyEdit(
                    edit.needed("name", values::string, "", "Name who vouches that the meaning is the same."),
                    edit.needed("reason", values::string, "", "Say why the meaning is the same.")));
        }
    }

    private void controller(PolicyBuilder builder) {
        Fields controller = fields.object("controller", CONTROLLER_FIELDS);
        if (controller == null) {
            fields.missing("controller", "Name who is responsible: { \"name\": \"Example SA\" }.");
        } else {
            builder.controller(new Controller(
                    controller.needed("name", values::string, "", "Name who is responsible, such as 'Example SA'."),
                    controller.string("contact", ""),
                    controller.string("address", ""),
                    controller.string("dataProtectionOfficer", ""),
                    controller.string("complaints", ""),
                    controller.strings("storedIn")));
        }
    }

    /** One word stands for the table that comes with the library. */
    private ByJurisdiction<String> jurisdictions() {
        ByJurisdiction<String> table = fields.table("jurisdictions", values::string, Regimes.STRICT.id());
        return table.equals(ByJurisdiction.everywhere(Regimes.WORLD_NAME)) ? Regimes.WORLD : table;
    }

    private void notices(PolicyBuilder builder) {
        Fields notices = fields.object("notices", NOTICE_FIELDS);
        if (notices != null) {
            Map<String, Text> bySurface = new TreeMap<>();
            for (String surface : NOTICE_FIELDS) {
                if (notices.has(surface)) {
                    bySurface.put(surface, notices.wording(surface));
                }
            }
            builder.notices(bySurface);
        }
    }

    private static Category category(Fields fields) {
        return new Category(
                fields.needed("id", fields.values()::string, "", "Name it, such as 'analytics'."),
                fields.wording("title"),
                fields.wording("description"),
                fields.flag("required", false));
    }

    private List<Declaration> declarations() {
        List<Declaration> all = new ArrayList<>();
        all.addAll(fields.objects("cookies", DeclarationReader.COOKIE_FIELDS, cookie -> {
            declared.add(cookie);
            return DeclarationReader.cookie(cookie);
        }));
        all.addAll(fields.objects("declarations", DeclarationReader.FIELDS, item -> {
            declared.add(item);
            return DeclarationReader.any(item);
        }));
        return all;
    }

    /** A builder's problem with the path that the file has for it: a builder knows no cookies, patterns, categories. */
    private Problem inFile(Problem problem) {
        Matcher matcher = DECLARATION.matcher(problem.path());
        if (!matcher.matches()) {
            return problem;
        }
        Fields item = declared.get(Integer.parseInt(matcher.group(1)));
        String field = matcher.group(2);
        if (field == null) {
            return new Problem(item.place().path(), 0, problem.message(), problem.suggestion());
        }
        if (field.equals("name") && !item.has("name") && item.has("pattern")) {
            field = "pattern";
        } else if (field.equals("purpose") && !item.has("purpose") && item.has("category")) {
            field = "category";
        }
        String path = item.place().member(field) + matcher.group(3);
        return new Problem(path, 0, problem.message(), problem.suggestion());
    }
}
