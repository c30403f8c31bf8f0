package dev.consent4j.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a site promises or does today, beside what the library enforces: facts for {@code lint} to judge. Nothing here
 * changes a verdict.
 *
 * @param agreement how agreement is taken
 * @param newVersions how a new version of the text is taken to bind
 * @param transfers how agreement to transfers is taken
 * @param sensitive how agreement to the use of sensitive data is taken
 * @param onByDefault what is on before a person chose
 * @param neededForUse what a person must accept to use the site
 * @param rights the rights offered
 * @param deadlines how fast a right is served, by right
 * @param identityChecks rights that are served only to who proves an identity
 * @param noticePeriod promised time between the announcement of a material change and its effect; null if none
 * @param channels the ways in which the site reaches people
 * @param ties what can only be refused together
 * @param kept how long things are kept
 * @param signals what the text says about signals
 * @param unnamedVendors ids of vendors that stand for somebody the text does not name
 * @param oneStandard whether the text promises the same to people everywhere
 * @param optOutOnly whether the text knows no other choice than opting out
 * @param blanketInterest whether the text rests everything on a legitimate interest without saying which
 * @param silentOn what the text should speak of and does not
 */
public record Practices(
        Set<Taking> agreement,
        Set<Taking> newVersions,
        Set<Taking> transfers,
        Set<Taking> sensitive,
        List<String> onByDefault,
        List<String> neededForUse,
        Set<Right> rights,
        Map<Right, Lifetime> deadlines,
        Set<Right> identityChecks,
        @Nullable Lifetime noticePeriod,
        List<Channel> channels,
        List<Tie> ties,
        List<Kept> kept,
        StatedSignals signals,
        List<String> unnamedVendors,
        boolean oneStandard,
        boolean optOutOnly,
        boolean blanketInterest,
        Set<Topic> silentOn) {

    /** Takes sorted, immutable copies. */
    public Practices {
        agreement = sorted(agreement);
        newVersions = sorted(newVersions);
        transfers = sorted(transfers);
        sensitive = sorted(sensitive);
        onByDefault = List.copyOf(onByDefault);
        neededForUse = List.copyOf(neededForUse);
        rights = sorted(rights);
        deadlines = Collections.unmodifiableMap(new TreeMap<>(deadlines));
        identityChecks = sorted(identityChecks);
        channels = List.copyOf(channels);
        ties = List.copyOf(ties);
        kept = List.copyOf(kept);
        unnamedVendors = List.copyOf(unnamedVendors);
        silentOn = sorted(silentOn);
    }

    /**
     * Starts practices of which nothing is known.
     *
     * @return a builder
     */
    public static PracticesBuilder builder() {
        return new PracticesBuilder();
    }

    private static <T extends Comparable<T>> Set<T> sorted(Set<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
