package dev.consent4j.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Policy}; not thread safe. The same rules apply as to a policy file. */
public final class PolicyBuilder {

    /** Longest version, because it travels in the consent cookie. */
    public static final int MAX_VERSION = 24;

    /** Longest residue, because each erasure repeats it. */
    public static final int MAX_RESIDUE = 200;

    String version;
    Role role = Role.CONTROLLER;
    ByJurisdiction<LocalDate> effectiveFrom = ByJurisdiction.everywhere(LocalDate.EPOCH);

    @Nullable
    LocalDate announcedOn;

    @Nullable
    CopyEdit copyEdit;

    Controller controller = new Controller("", "");
    List<String> languages = List.of("en", "de");

    @Nullable
    String link;

    Map<String, Text> notices = Map.of();
    List<Category> categories = List.of();
    List<Purpose> purposes = List.of();
    List<Vendor> vendors = List.of();
    Map<String, List<String>> origins = Map.of();
    List<Declaration> declarations = List.of();
    ByJurisdiction<String> jurisdictions = ByJurisdiction.everywhere(Regimes.STRICT.id());
    List<Regime> regimes = List.of();
    ByJurisdiction<DntRule> dnt = ByJurisdiction.everywhere(DntRule.OBJECT);
    ByJurisdiction<Integer> minimumAge = ByJurisdiction.everywhere(0);
    Set<String> retiredPurposes = Set.of();
    Set<String> retiredVendors = Set.of();

    @Nullable
    Lifetime evidence;

    @Nullable
    Practices practices;

    Text evidenceReason = Text.NONE;
    String residue = "";

    PolicyBuilder(String version) {
        this.version = version;
    }

    /** Sets the human version; returns this builder. */
    public PolicyBuilder version(String value) {
        version = value;
        return this;
    }

    /** Sets what the controller is in law; returns this builder. */
    public PolicyBuilder role(Role value) {
        role = value;
        return this;
    }

    /** Sets one day from which the policy applies to everybody; returns this builder. */
    public PolicyBuilder effectiveFrom(LocalDate everywhere) {
        return effectiveFrom(ByJurisdiction.everywhere(everywhere));
    }

    /** Sets the days from which the policy applies, by audience; returns this builder. */
    public PolicyBuilder effectiveFrom(ByJurisdiction<LocalDate> value) {
        effectiveFrom = value;
        return this;
    }

    /** Sets the day of announcement, null if none; returns this builder. */
    public PolicyBuilder announcedOn(@Nullable LocalDate value) {
        announcedOn = value;
        return this;
    }

    /** States that only wording was edited, null if not; returns this builder. */
    public PolicyBuilder copyEdit(@Nullable CopyEdit value) {
        copyEdit = value;
        return this;
    }

    /** Sets who is responsible; returns this builder. */
    public PolicyBuilder controller(String name, String contact) {
        return controller(new Controller(name, contact));
    }

    /** Sets who is responsible, with all there is to state; returns this builder. */
    public PolicyBuilder controller(Controller value) {
        controller = value;
        return this;
    }

    /** Sets the language tags, the fallback first; returns this builder. */
    public PolicyBuilder languages(List<String> tags) {
        languages = List.copyOf(tags);
        return this;
    }

    /** Sets the link to the full text, null if none; returns this builder. */
    public PolicyBuilder link(@Nullable String value) {
        link = value;
        return this;
    }

    /** Sets additional wording by surface; returns this builder. */
    public PolicyBuilder notices(Map<String, Text> bySurface) {
        Map<String, Text> worded = new TreeMap<>(bySurface);
        worded.values().removeIf(Text::isEmpty);
        notices = Collections.unmodifiableMap(worded);
        return this;
    }

    /** Sets the declared categories; presets that are used need not be declared; returns this builder. */
    public PolicyBuilder categories(List<Category> values) {
        categories = List.copyOf(values);
        return this;
    }

    /** Sets the purposes; returns this builder. */
    public PolicyBuilder purposes(List<Purpose> values) {
        purposes = List.copyOf(values);
        return this;
    }

    /** Adds a purpose; returns this builder. */
    public PolicyBuilder purpose(Purpose value) {
        purposes = appended(purposes, value);
        return this;
    }

    /** Sets the vendors; returns this builder. */
    public PolicyBuilder vendors(List<Vendor> values) {
        vendors = List.copyOf(values);
        return this;
    }

    /** Adds a vendor; returns this builder. */
    public PolicyBuilder vendor(Vendor value) {
        vendors = appended(vendors, value);
        return this;
    }

    /**
     * Sets the site's own origins beside those visitors see it under, by fetch directive; {@code default-src} for any.
     * Returns this builder.
     */
    public PolicyBuilder origins(Map<String, List<String>> byDirective) {
        Map<String, List<String>> sorted = new TreeMap<>();
        byDirective.forEach((directive, list) -> sorted.put(directive, List.copyOf(list)));
        origins = Collections.unmodifiableMap(sorted);
        return this;
    }

    /** Sets the declarations; returns this builder. */
    public PolicyBuilder declarations(List<Declaration> values) {
        declarations = List.copyOf(values);
        return this;
    }

    /** Adds a declaration; returns this builder. */
    public PolicyBuilder declare(Declaration value) {
        declarations = appended(declarations, value);
        return this;
    }

    /** Sets one regime for everywhere; returns this builder. */
    public PolicyBuilder regime(String everywhere) {
        return jurisdictions(ByJurisdiction.everywhere(everywhere));
    }

    /** Sets regime ids by jurisdiction; returns this builder. */
    public PolicyBuilder jurisdictions(ByJurisdiction<String> value) {
        jurisdictions = value;
        return this;
    }

    /** Sets own regimes; returns this builder. */
    public PolicyBuilder regimes(List<Regime> values) {
        regimes = List.copyOf(values);
        return this;
    }

    /** Sets what {@code DNT: 1} does, by jurisdiction; returns this builder. */
    public PolicyBuilder dnt(ByJurisdiction<DntRule> value) {
        dnt = value;
        return this;
    }

    /** Sets the minimum age by jurisdiction, 0 for none; returns this builder. */
    public PolicyBuilder minimumAge(ByJurisdiction<Integer> value) {
        minimumAge = value;
        return this;
    }

    /** Sets ids of removed purposes; returns this builder. */
    public PolicyBuilder retiredPurposes(Set<String> ids) {
        retiredPurposes = Collections.unmodifiableSet(new TreeSet<>(ids));
        return this;
    }

    /** Sets ids of removed vendors; returns this builder. */
    public PolicyBuilder retiredVendors(Set<String> ids) {
        retiredVendors = Collections.unmodifiableSet(new TreeSet<>(ids));
        return this;
    }

    /** Sets what the site promises or does today, for lint to judge, null if unstated; returns this builder. */
    public PolicyBuilder practices(@Nullable Practices value) {
        practices = value;
        return this;
    }

    /** Sets how long decisions are kept as evidence, null if unstated; returns this builder. */
    public PolicyBuilder evidence(@Nullable Lifetime value) {
        evidence = value;
        return this;
    }

    /** Sets why decisions are kept as evidence, told to whoever asks for erasure; returns this builder. */
    public PolicyBuilder evidenceReason(Text value) {
        evidenceReason = value;
        return this;
    }

    /** Sets what stays elsewhere after an erasure, in words that identify nobody; returns this builder. */
    public PolicyBuilder residue(String value) {
        residue = value;
        return this;
    }

    /** Every reason why {@link #build()} would refuse, in the order of the policy; empty if it would not. */
    public List<Problem> problems() {
        return PolicyValidation.problems(this);
    }

    /**
     * The policy.
     *
     * @return the immutable policy
     * @throws ConfigurationException listing every problem, if there is one
     */
    public Policy build() {
        List<Problem> problems = problems();
        if (!problems.isEmpty()) {
            throw new ConfigurationException("Policy " + version, problems);
        }
        return new Policy(copy().completed());
    }

    PolicyBuilder copy() {
        PolicyBuilder copy = new PolicyBuilder(version);
        copy.role = role;
        copy.effectiveFrom = effectiveFrom;
        copy.announcedOn = announcedOn;
        copy.copyEdit = copyEdit;
        copy.controller = controller;
        copy.languages = languages;
        copy.link = link;
        copy.notices = notices;
        copy.categories = categories;
        copy.purposes = purposes;
        copy.vendors = vendors;
        copy.origins = origins;
        copy.declarations = declarations;
        copy.jurisdictions = jurisdictions;
        copy.regimes = regimes;
        copy.dnt = dnt;
        copy.minimumAge = minimumAge;
        copy.retiredPurposes = retiredPurposes;
        copy.retiredVendors = retiredVendors;
        copy.evidence = evidence;
        copy.practices = practices;
        copy.evidenceReason = evidenceReason;
        copy.residue = residue;
        return copy;
    }

    /**
     * Adds what is implied: used preset categories, in their order before own ones; the purposes of categories that
     * have none; that whatever is in a required category is required.
     */
    private PolicyBuilder completed() {
        Set<String> used = categoriesInUse();
        Map<String, Category> declared = new TreeMap<>();
        categories.forEach(category -> declared.put(category.id(), category));
        List<Category> all = new ArrayList<>();
        for (Category preset : Category.presets()) {
            Category own = declared.remove(preset.id());
            if (own != null || used.contains(preset.id())) {
                all.add(own != null ? own : preset);
            }
        }
        categories.stream()
                .filter(category -> declared.containsKey(category.id()))
                .forEach(all::add);
        categories = List.copyOf(all);
        List<Purpose> ordered = new ArrayList<>();
        categories.forEach(category -> ordered.addAll(purposesOf(category)));
        purposes = List.copyOf(ordered);
        return this;
    }

    /** Ids among which are those of all categories in use. */
    Set<String> categoriesInUse() {
        Set<String> used = new TreeSet<>(Set.of(Category.NECESSARY));
        categories.forEach(category -> used.add(category.id()));
        purposes.forEach(purpose -> used.add(purpose.category()));
        declarations.forEach(declaration -> used.add(declaration.purpose()));
        vendors.forEach(vendor -> used.addAll(vendor.purposes()));
        return used;
    }

    /** A required category has a purpose of its own even beside others, for what is declared to be just necessary. */
    private List<Purpose> purposesOf(Category category) {
        List<Purpose> all = new ArrayList<>();
        for (Purpose purpose : purposes) {
            if (purpose.category().equals(category.id())) {
                all.add(category.required() ? purpose.asRequired() : purpose);
            }
        }
        boolean itself = all.stream().anyMatch(purpose -> purpose.id().equals(category.id()));
        if (all.isEmpty() || category.required() && !itself) {
            all.add(0, Purpose.of(category));
        }
        return all;
    }

    private static <T> List<T> appended(List<T> list, T value) {
        List<T> longer = new ArrayList<>(list);
        longer.add(value);
        return List.copyOf(longer);
    }
}
