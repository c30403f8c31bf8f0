package dev.consent4j.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds {@link Practices}; not thread safe. */
public final class PracticesBuilder {

    private Set<Taking> agreement = Set.of();
    private Set<Taking> newVersions = Set.of();
    private Set<Taking> transfers = Set.of();
    private Set<Taking> sensitive = Set.of();
    private List<String> onByDefault = List.of();
    private List<String> neededForUse = List.of();
    private Set<Right> rights = Set.of();
    private Map<Right, Lifetime> deadlines = Map.of();
    private Set<Right> identityChecks = Set.of();
    private @Nullable Lifetime noticePeriod;
    private List<Channel> channels = List.of();
    private List<Tie> ties = List.of();
    private List<Kept> kept = List.of();
    private StatedSignals signals = StatedSignals.NONE;
    private List<String> unnamedVendors = List.of();
    private boolean oneStandard;
    private boolean optOutOnly;
    private boolean blanketInterest;
    private Set<Topic> silentOn = Set.of();

    PracticesBuilder() {}

    /** Sets how agreement is taken; returns this builder. */
    public PracticesBuilder agreement(Set<Taking> value) {
        agreement = value;
        return this;
    }

    /** Sets how a new version is taken to bind; returns this builder. */
    public PracticesBuilder newVersions(Set<Taking> value) {
        newVersions = value;
        return this;
    }

    /** Sets how agreement to transfers is taken; returns this builder. */
    public PracticesBuilder transfers(Set<Taking> value) {
        transfers = value;
        return this;
    }

    /** Sets how agreement to the use of sensitive data is taken; returns this builder. */
    public PracticesBuilder sensitive(Set<Taking> value) {
        sensitive = value;
        return this;
    }

    /** Sets what is on before a person chose; returns this builder. */
    public PracticesBuilder onByDefault(List<String> value) {
        onByDefault = value;
        return this;
    }

    /** Sets what a person must accept to use the site; returns this builder. */
    public PracticesBuilder neededForUse(List<String> value) {
        neededForUse = value;
        return this;
    }

    /** Sets the rights offered; returns this builder. */
    public PracticesBuilder rights(Set<Right> value) {
        rights = value;
        return this;
    }

    /** Sets how fast a right is served, by right; returns this builder. */
    public PracticesBuilder deadlines(Map<Right, Lifetime> value) {
        deadlines = value;
        return this;
    }

    /** Sets rights that are served only to who proves an identity; returns this builder. */
    public PracticesBuilder identityChecks(Set<Right> value) {
        identityChecks = value;
        return this;
    }

    /** Sets the promised time between announcement and effect of a material change, null if none; returns this builder. */
    public PracticesBuilder noticePeriod(@Nullable Lifetime value) {
        noticePeriod = value;
        return this;
    }

    /** Sets the ways in which the site reaches people; returns this builder. */
    public PracticesBuilder channels(List<Channel> value) {
        channels = value;
        return this;
    }

    /** Sets what can only be refused together; returns this builder. */
    public PracticesBuilder ties(List<Tie> value) {
        ties = value;
        return this;
    }

    /** Sets how long things are kept; returns this builder. */
    public PracticesBuilder kept(List<Kept> value) {
        kept = value;
        return this;
    }

    /** Sets what the text says about signals; returns this builder. */
    public PracticesBuilder signals(StatedSignals value) {
        signals = value;
        return this;
    }

    /** Sets ids of vendors the text does not name; returns this builder. */
    public PracticesBuilder unnamedVendors(List<String> value) {
        unnamedVendors = value;
        return this;
    }

    /** Sets whether the text promises the same everywhere; returns this builder. */
    public PracticesBuilder oneStandard(boolean value) {
        oneStandard = value;
        return this;
    }

    /** Sets whether opting out is the only choice; returns this builder. */
    public PracticesBuilder optOutOnly(boolean value) {
        optOutOnly = value;
        return this;
    }

    /** Sets whether everything rests on an interest that is not named; returns this builder. */
    public PracticesBuilder blanketInterest(boolean value) {
        blanketInterest = value;
        return this;
    }

    /** Sets what the text should speak of and does not; returns this builder. */
    public PracticesBuilder silentOn(Set<Topic> value) {
        silentOn = value;
        return this;
    }

    /** The practices. */
    public Practices build() {
        return new Practices(
                agreement,
                newVersions,
                transfers,
                sensitive,
                onByDefault,
                neededForUse,
                rights,
                deadlines,
                identityChecks,
                noticePeriod,
                channels,
                ties,
                kept,
                signals,
                unnamedVendors,
                oneStandard,
                optOutOnly,
                blanketInterest,
                silentOn);
    }
}
