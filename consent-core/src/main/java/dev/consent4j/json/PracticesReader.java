package dev.consent4j.json;

import dev.consent4j.policy.Channel;
import dev.consent4j.policy.Kept;
import dev.consent4j.policy.Lifetime;
import dev.consent4j.policy.Practices;
import dev.consent4j.policy.Right;
import dev.consent4j.policy.StatedSignals;
import dev.consent4j.policy.Taking;
import dev.consent4j.policy.Tie;
import dev.consent4j.policy.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a policy file says a site promises or does today. */
final class PracticesReader {

    static final List<String> FIELDS = List.of(
            "agreement",
            "newVersions",
            "transfers",
            "sensitive",
            "onByDefault",
            "neededForUse",
            "rights",
            "deadlines",
            "identityChecks",
            "noticePeriod",
            "channels",
            "ties",
            "kept",
            "signals",
            "unnamedVendors",
            "oneStandard",
            "optOutOnly",
            "blanketInterest",
            "silentOn");

    static final List<String> CHANNEL_FIELDS = List.of("name", "optOut", "recipients");
    static final List<String> TIE_FIELDS = List.of("refusing", "loses");
    static final List<String> KEPT_FIELDS = List.of("what", "period", "reason");
    static final List<String> SIGNAL_FIELDS = List.of("gpcIgnored", "dntIgnored", "nothingTracks");
    static final List<String> DEADLINE_FIELDS =
            Arrays.stream(Right.values()).map(Right::id).toList();

    private PracticesReader() {}

    static Practices read(Fields fields) {
        return Practices.builder()
                .agreement(takings(fields, "agreement"))
                .newVersions(takings(fields, "newVersions"))
                .transfers(takings(fields, "transfers"))
                .sensitive(takings(fields, "sensitive"))
                .onByDefault(fields.strings("onByDefault"))
                .neededForUse(fields.strings("neededForUse"))
                .rights(Set.copyOf(fields.words("rights", Right.class)))
                .deadlines(deadlines(fields))
                .identityChecks(Set.copyOf(fields.words("identityChecks", Right.class)))
                .noticePeriod(fields.optional("noticePeriod", fields.values()::lifetime)
                        .orElse(null))
                .channels(fields.objects("channels", CHANNEL_FIELDS, PracticesReader::channel))
                .ties(fields.objects("ties", TIE_FIELDS, PracticesReader::tie))
                .kept(fields.objects("kept", KEPT_FIELDS, PracticesReader::kept))
                .signals(signals(fields))
                .unnamedVendors(fields.strings("unnamedVendors"))
                .oneStandard(fields.flag("oneStandard", false))
                .optOutOnly(fields.flag("optOutOnly", false))
                .blanketInterest(fields.flag("blanketInterest", false))
                .silentOn(Set.copyOf(fields.words("silentOn", Topic.class)))
                .build();
    }

    private static Set<Taking> takings(Fields fields, String field) {
        return Set.copyOf(fields.words(field, Taking.class));
    }

    private static Map<Right, Lifetime> deadlines(Fields fields) {
        Map<Right, Lifetime> deadlines = new TreeMap<>();
        Fields byRight = fields.object("deadlines", DEADLINE_FIELDS);
        if (byRight != null) {
            for (Right right : Right.values()) {
                byRight.optional(right.id(), fields.values()::lifetime).ifPresent(life -> deadlines.put(right, life));
            }
        }
        return deadlines;
    }

    private static Channel channel(Fields fields) {
        return new Channel(
                fields.needed("name", fields.values()::string, "", "Name it, such as 'e-mail'."),
                fields.string("optOut", ""),
                fields.strings("recipients"));
    }

    private static Tie tie(Fields fields) {
        return new Tie(
                fields.needed("refusing", fields.values()::string, "", "Say what a person wants to refuse."),
                fields.needed("loses", fields.values()::string, "", "Say what is lost with it."));
    }

    private static Kept kept(Fields fields) {
        return new Kept(
                fields.needed("what", fields.values()::string, "", "Say what is kept."),
                fields.optional("period", fields.values()::lifetime).orElse(null),
                fields.string("reason", ""));
    }

    private static StatedSignals signals(Fields fields) {
        Fields signals = fields.object("signals", SIGNAL_FIELDS);
        return signals == null
                ? StatedSignals.NONE
                : new StatedSignals(
                        signals.flag("gpcIgnored", false),
                        signals.flag("dntIgnored", false),
                        signals.flag("nothingTracks", false));
    }
}
