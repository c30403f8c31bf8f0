package dev.consent4j.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of a policy and its hash. The text has the members of a policy file, so that a reader of policy
 * files turns it back; what is empty or false is left out, everything else is written, also where it is a default.
 */
final class PolicyText {

    private PolicyText() {}

    static String canonical(Policy policy) {
        Members members = new Members()
                .put("version", policy.version())
                .put("role", policy.role().id())
                .put("effectiveFrom", table(policy.effectiveFrom(), Object::toString))
                .putText(
                        "announcedOn",
                        policy.announcedOn().map(Object::toString).orElse(null))
                .put("controller", controller(policy.controller()))
                .put("languages", policy.languages())
                .putText("link", policy.link().orElse(null))
                .putAll("categories", policy.categories(), PolicyText::category)
                .putAll("purposes", policy.purposes(), PolicyText::purpose)
                .putAll("vendors", policy.vendors(), PolicyText::vendor)
                .putObject("origins", new Members(policy.origins()))
                .putAll("declarations", policy.declarations(), PolicyText::declaration)
                .put("jurisdictions", table(policy.jurisdictions(), id -> id))
                .putAll("regimes", policy.regimes(), PolicyText::regime)
                .put("signals", Map.of("dnt", table(policy.dnt(), DntRule::id)))
                .put("minimumAge", table(policy.minimumAge(), age -> age))
                .putText("evidence", policy.evidence().map(Lifetime::iso).orElse(null))
                .putWording("evidenceReason", policy.evidenceReason())
                .putText("residue", policy.residue());
        policy.practices().ifPresent(practices -> members.putObject("practices", practices(practices)));
        policy.copyEdit().ifPresent(edit -> members.put("copyEdit", copyEdit(edit)));
        Members notices = new Members();
        policy.notices().forEach((surface, text) -> notices.putWording(surface, text));
        members.putObject("notices", notices);
        members.putObject(
                "retired",
                new Members()
                        .putList("purposes", policy.retiredPurposes())
                        .putList("vendors", policy.retiredVendors()));
        return CanonicalJson.write(members.byName);
    }

    private static Members practices(Practices practices) {
        Members deadlines = new Members();
        practices.deadlines().forEach((right, life) -> deadlines.putLife(right.id(), life));
        return new Members()
                .putList("agreement", ids(practices.agreement()))
                .putList("newVersions", ids(practices.newVersions()))
                .putList("transfers", ids(practices.transfers()))
                .putList("sensitive", ids(practices.sensitive()))
                .putList("onByDefault", practices.onByDefault())
                .putList("neededForUse", practices.neededForUse())
                .putList("rights", ids(practices.rights()))
                .putObject("deadlines", deadlines)
                .putList("identityChecks", ids(practices.identityChecks()))
                .putLife("noticePeriod", practices.noticePeriod())
                .putAll("channels", practices.channels(), PolicyText::channel)
                .putAll("ties", practices.ties(), tie -> Map.of("refusing", tie.refusing(), "loses", tie.loses()))
                .putAll("kept", practices.kept(), PolicyText::kept)
                .putObject("signals", signals(practices.signals()))
                .putList("unnamedVendors", practices.unnamedVendors())
                .putFlag("oneStandard", practices.oneStandard())
                .putFlag("optOutOnly", practices.optOutOnly())
                .putFlag("blanketInterest", practices.blanketInterest())
                .putList("silentOn", ids(practices.silentOn()));
    }

    private static Map<String, Object> channel(Channel channel) {
        return new Members()
                .put("name", channel.name())
                .putText("optOut", channel.optOut())
                .putList("recipients", channel.recipients())
                .byName;
    }

    private static Map<String, Object> kept(Kept kept) {
        return new Members()
                .put("what", kept.what())
                .putLife("period", kept.period())
                .putText("reason", kept.reason())
                .byName;
    }

    private static Members signals(StatedSignals signals) {
        return new Members()
                .putFlag("gpcIgnored", signals.gpcIgnored())
                .putFlag("dntIgnored", signals.dntIgnored())
                .putFlag("nothingTracks", signals.nothingTracks());
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }

    /** A text as a string where it names no language, else an object. */
    static Object wording(Text text) {
        String plain = text.byLanguage().get("");
        return plain != null && text.byLanguage().size() == 1 ? plain : text.byLanguage();
    }

    /** A table as its only value, else an object with a {@code default}. */
    static <T> Object table(ByJurisdiction<T> table, Function<T, Object> written) {
        if (table.exceptions().isEmpty()) {
            return written.apply(table.otherwise());
        }
        Map<String, Object> members = new TreeMap<>();
        table.exceptions().forEach((place, value) -> members.put(place, written.apply(value)));
        members.put("default", written.apply(table.otherwise()));
        return members;
    }

    static List<String> ids(Collection<? extends Named> constants) {
        return constants.stream().map(Named::id).toList();
    }

    private static Map<String, Object> controller(Controller controller) {
        return new Members()
                .put("name", controller.name())
                .putText("contact", controller.contact())
                .putText("address", controller.address())
                .putText("dataProtectionOfficer", controller.dataProtectionOfficer())
                .putText("complaints", controller.complaints())
                .putList("storedIn", controller.storedIn())
                .byName;
    }

    private static Map<String, Object> copyEdit(CopyEdit edit) {
        return Map.of("name", edit.name(), "reason", edit.reason());
    }

    private static Map<String, Object> category(Category category) {
        return new Members()
                .put("id", category.id())
                .putWording("title", category.title())
                .putWording("description", category.description())
                .putFlag("required", category.required())
                .byName;
    }

    private static Map<String, Object> purpose(Purpose purpose) {
        Members members = new Members()
                .put("id", purpose.id())
                .put("category", purpose.category())
                .putWording("title", purpose.title())
                .putWording("description", purpose.description())
                .put("legalBasis", table(purpose.legalBasis(), LegalBasis::id))
                .put("dataKind", purpose.dataKind().id())
                .putList("data", purpose.data())
                .putText("dataSource", purpose.dataSource())
                .putList("recipients", purpose.recipients())
                .putLife("retention", purpose.retention())
                .putList("uses", ids(purpose.uses()))
                .putFlag("aggregateOnly", purpose.aggregateOnly())
                .putFlag("required", purpose.required())
                .putWording("justification", purpose.justification())
                .putWording("automatedDecisions", purpose.automatedDecisions());
        Exemption exemption = purpose.exemption();
        if (exemption != null) {
            members.put("exemption", exemption(exemption));
        }
        return members.byName;
    }

    private static Map<String, Object> exemption(Exemption exemption) {
        return Map.of(
                "kind", exemption.kind(),
                "solePurpose", exemption.solePurpose(),
                "processorsOnly", exemption.processorsOnly(),
                "informed", exemption.informed(),
                "objectionOffered", exemption.objectionOffered());
    }

    private static Map<String, Object> vendor(Vendor vendor) {
        return new Members()
                .put("id", vendor.id())
                .put("name", vendor.name())
                .putText("country", vendor.country())
                .put("transfer", vendor.transfer().id())
                .putObject("origins", new Members(vendor.origins()))
                .putList("optOut", vendor.optOut())
                .putList("purposes", vendor.purposes())
                .putList("data", vendor.data())
                .byName;
    }

    private static Map<String, Object> declaration(Declaration declaration) {
        return new Members()
                .put("technology", declaration.technology().id())
                .put(declaration.isPattern() ? "pattern" : "name", declaration.name())
                .put("purpose", declaration.purpose())
                .putText("vendor", declaration.vendor())
                .putText("domain", declaration.domain())
                .put("path", declaration.path())
                .putLife("maxAge", declaration.maxAge())
                .putFlag("partitioned", declaration.partitioned())
                .putText("setBefore", declaration.setBefore())
                .putWording("description", declaration.description())
                .byName;
    }

    private static Map<String, Object> regime(Regime regime) {
        return new Members()
                .put("id", regime.id())
                .put("model", regime.model().id())
                .put("renewAfter", regime.renewAfter().toString())
                .put("renewAfterRefusal", regime.renewAfterRefusal().toString())
                .put("minimumAge", regime.minimumAge())
                .put("gpcStops", ids(regime.gpcStops()))
                .put("dntObjects", regime.dntObjects())
                .put("twoStepOptIn", regime.twoStepOptIn())
                .put("showSignal", regime.showSignal())
                .put("asksFor", ids(regime.asksFor()))
                .putList("exemptions", regime.exemptions())
                .putList("links", regime.links())
                .putList("law", regime.law())
                .put("retention", regime.retention().toString())
                .putText(
                        "reviewBy",
                        regime.reviewBy() == null ? null : regime.reviewBy().toString())
                .byName;
    }

    /** The members of one object, without those that say nothing. */
    private static final class Members {

        private final Map<String, Object> byName = new TreeMap<>();

        Members() {}

        Members(Map<String, ?> members) {
            byName.putAll(members);
        }

        Members put(String name, Object value) {
            byName.put(name, value);
            return this;
        }

        Members putText(String name, @Nullable String value) {
            return value == null || value.isEmpty() ? this : put(name, value);
        }

        Members putLife(String name, @Nullable Lifetime value) {
            return value == null ? this : put(name, value.iso());
        }

        Members putWording(String name, Text value) {
            return value.isEmpty() ? this : put(name, wording(value));
        }

        Members putFlag(String name, boolean value) {
            return value ? put(name, true) : this;
        }

        Members putList(String name, Collection<String> values) {
            return values.isEmpty() ? this : put(name, List.copyOf(values));
        }

        <T> Members putAll(String name, List<T> values, Function<T, Object> written) {
            return values.isEmpty()
                    ? this
                    : put(name, values.stream().map(written).toList());
        }

        Members putObject(String name, Members value) {
            return value.byName.isEmpty() ? this : put(name, value.byName);
        }
    }
}
