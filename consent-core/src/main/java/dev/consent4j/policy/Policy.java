package dev.consent4j.policy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a site declares, in one version: who is responsible, for which purposes what is stored on devices, by whom, and
 * under which regimes. Immutable and valid; two policies are equal if their canonical texts are.
 */
public final class Policy {

    private final PolicyBuilder parts;
    private final Map<String, Purpose> purposes = new LinkedHashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Vendor> vendors = new LinkedHashMap<>();
    private final Map<String, Regime> regimes = new LinkedHashMap<>();
    private final Set<String> storing = new LinkedHashSet<>();
    private final DeclarationIndex cookies;
    private final InForce<Regime> whereUnknown;
    private final String canonicalText;
    private final String contentHash;

    Policy(PolicyBuilder checked) {
        parts = checked;
        parts.purposes.forEach(purpose -> {
            positions.put(purpose.id(), purposes.size());
            purposes.put(purpose.id(), purpose);
        });
        parts.vendors.forEach(vendor -> vendors.put(vendor.id(), vendor));
        parts.regimes.forEach(regime -> regimes.put(regime.id(), regime));
        parts.declarations.stream()
                .filter(declaration -> declaration.technology() != Technology.SERVER_LOG)
                .forEach(declaration -> storing.add(declaration.purpose()));
        cookies = DeclarationIndex.of(parts.declarations, this::position);
        whereUnknown = whereUnknown();
        canonicalText = PolicyText.canonical(this);
        contentHash = PolicyText.hash(canonicalText);
    }

    /**
     * Starts a policy.
     *
     * @param version the human version, such as {@code 2026-11}
     * @return a builder with lawful defaults: opt-in, necessary only, GPC and DNT honoured
     */
    public static PolicyBuilder builder(String version) {
        return new PolicyBuilder(version);
    }

    /** A builder that starts from this policy's parts. */
    public PolicyBuilder toBuilder() {
        return parts.copy();
    }

    /** The human version, at most {@value PolicyBuilder#MAX_VERSION} characters. */
    public String version() {
        return parts.version;
    }

    /** What the controller is in law on this site. */
    public Role role() {
        return parts.role;
    }

    /** The day from which the policy applies, by audience. */
    public ByJurisdiction<LocalDate> effectiveFrom() {
        return parts.effectiveFrom;
    }

    /** The day the policy was announced, empty if it was not announced ahead. */
    public Optional<LocalDate> announcedOn() {
        return Optional.ofNullable(parts.announcedOn);
    }

    /** The statement that this version only edits wording, if it makes one. */
    public Optional<CopyEdit> copyEdit() {
        return Optional.ofNullable(parts.copyEdit);
    }

    /** Who is responsible. */
    public Controller controller() {
        return parts.controller;
    }

    /** Language tags in which the policy speaks, the first being the fallback. */
    public List<String> languages() {
        return parts.languages;
    }

    /** Link to the full text for readers, if there is one: a path of the site or an https address. */
    public Optional<String> link() {
        return Optional.ofNullable(parts.link);
    }

    /** Additional wording by surface ({@code banner}, {@code choices}). */
    public Map<String, Text> notices() {
        return parts.notices;
    }

    /** The categories in use, in the order shown. */
    public List<Category> categories() {
        return parts.categories;
    }

    /** Every purpose, those of categories without purposes included, in the order shown. */
    public List<Purpose> purposes() {
        return parts.purposes;
    }

    /** Every vendor. */
    public List<Vendor> vendors() {
        return parts.vendors;
    }

    /**
     * The site's own origins beside those visitors see it under, by fetch directive of Content Security Policy; {@code
     * default-src} for any.
     */
    public Map<String, List<String>> origins() {
        return parts.origins;
    }

    /** Every declaration, of any technology. */
    public List<Declaration> declarations() {
        return parts.declarations;
    }

    /** Ids of regimes by jurisdiction. */
    public ByJurisdiction<String> jurisdictions() {
        return parts.jurisdictions;
    }

    /** Regimes the policy itself defines or replaces. */
    public List<Regime> regimes() {
        return parts.regimes;
    }

    /** What {@code DNT: 1} does, by jurisdiction. */
    public ByJurisdiction<DntRule> dnt() {
        return parts.dnt;
    }

    /** The policy's own minimum age, by jurisdiction; 0 for none. */
    public ByJurisdiction<Integer> minimumAge() {
        return parts.minimumAge;
    }

    /** Ids of removed purposes, which may not be used again. */
    public Set<String> retiredPurposes() {
        return parts.retiredPurposes;
    }

    /** Ids of removed vendors, which may not be used again. */
    public Set<String> retiredVendors() {
        return parts.retiredVendors;
    }

    /** How long decisions are kept as evidence, if the policy says so. */
    public Optional<Lifetime> evidence() {
        return Optional.ofNullable(parts.evidence);
    }

    /** What the site promises or does today beside what the library enforces, if the policy says so. */
    public Optional<Practices> practices() {
        return Optional.ofNullable(parts.practices);
    }

    /** Why decisions are kept as evidence, for the people who are told; empty if the policy gives no reason. */
    public Text evidenceReason() {
        return parts.evidenceReason;
    }

    /** What stays elsewhere after an erasure, in words that identify nobody; empty if nothing does. */
    public String residue() {
        return parts.residue;
    }

    /**
     * The regime with an id, as this policy declares it, else the built-in one; that of an unknown jurisdiction by its
     * own id. With the last rules known.
     *
     * @param id the regime's id
     * @return the regime, empty if this policy knows none
     */
    public Optional<Regime> regimeNamed(String id) {
        return id.equals(Regime.JOINED)
                ? Optional.of(whereUnknown.on(LocalDate.MAX))
                : Optional.ofNullable(regimes.get(id)).or(() -> Regimes.find(id));
    }

    /**
     * The purpose with an id.
     *
     * @param id the id
     * @return the purpose, empty if the policy has none
     */
    public Optional<Purpose> purpose(String id) {
        return Optional.ofNullable(purposes.get(id));
    }

    /**
     * Where a purpose stands in {@link #purposes()}.
     *
     * @param id the purpose's id
     * @return its position, {@link DeclaredCookie#NO_PURPOSE} if the policy has none of this id
     */
    public int position(String id) {
        return positions.getOrDefault(id, DeclaredCookie.NO_PURPOSE);
    }

    /**
     * The purposes that a name stands for: a purpose, or all purposes of a category.
     *
     * @param purposeOrCategory an id
     * @return the purposes, empty if neither exists
     */
    public List<Purpose> purposesNamed(String purposeOrCategory) {
        Purpose purpose = purposes.get(purposeOrCategory);
        return purpose != null
                ? List.of(purpose)
                : parts.purposes.stream()
                        .filter(each -> each.category().equals(purposeOrCategory))
                        .toList();
    }

    /**
     * The category with an id.
     *
     * @param id the id
     * @return the category, empty if it is not in use
     */
    public Optional<Category> category(String id) {
        return parts.categories.stream()
                .filter(category -> category.id().equals(id))
                .findFirst();
    }

    /**
     * The vendor with an id.
     *
     * @param id the id
     * @return the vendor, empty if the policy has none
     */
    public Optional<Vendor> vendor(String id) {
        return Optional.ofNullable(vendors.get(id));
    }

    /**
     * Whether anything is stored on or read from the device for a purpose (ePrivacy Art. 5(3)).
     *
     * @param purposeId the purpose's id
     * @return true if the policy declares an item of the device for it
     */
    public boolean stores(String purposeId) {
        return storing.contains(purposeId);
    }

    /** The declared cookies and the known necessary ones, by name. */
    public DeclarationIndex cookies() {
        return cookies;
    }

    /**
     * The rules in a jurisdiction with the last rules known, also those of a day to come; where it is unknown, the join
     * of all regimes the policy names.
     *
     * @param jurisdiction where the visitor is taken to be
     * @return the regime
     */
    public Regime regimeIn(Jurisdiction jurisdiction) {
        return regimeIn(jurisdiction, LocalDate.MAX);
    }

    /**
     * The rules in force in a jurisdiction on a day; where it is unknown, the join of all regimes the policy names.
     *
     * @param jurisdiction where the visitor is taken to be
     * @param day the day
     * @return the regime
     */
    public Regime regimeIn(Jurisdiction jurisdiction, LocalDate day) {
        return jurisdiction.isUnknown()
                ? whereUnknown.on(day)
                : regime(jurisdictions().at(jurisdiction, (first, second) -> first), day);
    }

    private InForce<Regime> whereUnknown() {
        Set<String> named = new LinkedHashSet<>(jurisdictions().values());
        NavigableMap<LocalDate, Regime> byDay = new TreeMap<>();
        byDay.put(LocalDate.MIN, whereUnknown(named, LocalDate.MIN));
        named.stream()
                .filter(id -> !regimes.containsKey(id))
                .flatMap(id -> Regimes.changes(id).stream())
                .forEach(day -> byDay.put(day, whereUnknown(named, day)));
        return InForce.of(byDay);
    }

    /** The only regime named stands for the join of all if the join would add no protection to it. */
    private Regime whereUnknown(Set<String> ids, LocalDate day) {
        List<Regime> named = ids.stream().map(id -> regime(id, day)).toList();
        Regime first = named.get(0);
        boolean protectsEnough = named.size() == 1 && first.model() == Model.OPT_IN && first.dntObjects();
        return protectsEnough ? first : Regime.join(named);
    }

    private Regime regime(String id, LocalDate day) {
        Regime own = regimes.get(id);
        return own != null ? own : Regimes.find(id, day).orElse(Regimes.STRICT);
    }

    /** The canonical JSON text, which a reader turns back into an equal policy. */
    public String canonicalText() {
        return canonicalText;
    }

    /** SHA-256 of the canonical text, 64 hexadecimal digits. */
    public String contentHash() {
        return contentHash;
    }

    /**
     * SHA-256 of what is material for one purpose, 64 hexadecimal digits.
     *
     * @param purposeId the purpose's id
     * @return the hash, empty if the policy has no such purpose
     */
    public Optional<String> materialHash(String purposeId) {
        return purpose(purposeId).map(purpose -> Material.of(this, purpose).hash());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Policy policy && policy.canonicalText.equals(canonicalText);
    }

    @Override
    public int hashCode() {
        return canonicalText.hashCode();
    }

    @Override
    public String toString() {
        return "policy " + version() + " of " + controller().name();
    }
}
