package dev.consent4j;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.consent4j.cookie.ConsentCookie;
import dev.consent4j.decision.Given;
import dev.consent4j.decision.GivenConsent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a site, by the exact value of their consent cookie. Only what was verified is kept: whoever makes values
 * up pays one code for each and drives nobody out. Keys and policies of a running site never change, so what it verified
 * stays so. Thread safe.
 */
final class KnownDevices {

    /** Devices kept at most, some two kilobytes each. */
    static final int MAX_DEVICES = 10_000;

    /** Kinds of unreadable cookies that are told apart; more than there are. */
    private static final int MAX_UNREADABLE = 32;

    /** Answers kept for whoever brings nothing: every place and signal has its own. */
    private static final int SHARED_ANSWERS = 256;

    private final SiteConsent site;
    private final Device nothing;
    private final Map<Given, Device> unreadable = new ConcurrentHashMap<>();
    private final SentTexts sent = new SentTexts();

    // Its upkeep is short and done by whoever reads: no thread of a common pool outlives the application.
    private final Cache<CookieValue, Device> verified = Caffeine.newBuilder()
            .maximumSize(MAX_DEVICES)
            .executor(Runnable::run)
            .build();

    KnownDevices(SiteConsent site) {
        this.site = site;
        this.nothing = new Device(site, Given.NONE, SHARED_ANSWERS);
    }

    /** The device that sent a whole text before, null if that is not known any more. */
    @Nullable
    Device find(String text) {
        return sent.find(text);
    }

    /** Notes what a device sent; of what was not verified nothing is kept. */
    void sent(String text, Device device) {
        if (device.given() instanceof GivenConsent) {
            sent.put(text, device);
        }
    }

    Device find(String text, int from, int to) {
        Device known = verified.getIfPresent(new CookieValue(text, from, to));
        return known != null ? known : read(text.substring(from, to));
    }

    Device find(List<String> values) {
        if (values.isEmpty()) {
            return nothing;
        }
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), ConsentCookie.MAX_TRIED); i++) {
            devices.add(find(values.get(i), 0, values.get(i).length()));
        }
        Given newest = ConsentCookie.newest(devices.stream().map(Device::given).toList());
        return devices.stream()
                .filter(device -> device.given() == newest)
                .findFirst()
                .orElse(nothing);
    }

    private Device read(String value) {
        Given given = site.cookie().read(value);
        if (given instanceof GivenConsent) {
            Device device = new Device(site, given, 1);
            verified.put(new CookieValue(value, 0, value.length()), device);
            return device;
        }
        Device known = unreadable.get(given);
        if (known == null) {
            known = new Device(site, given, 1);
            if (unreadable.size() < MAX_UNREADABLE) {
                unreadable.put(given, known);
            }
        }
        return known;
    }

    /**
     * A value where it stands in a text, so that looking it up copies nothing. It ends in its code, which nobody can
     * choose: the last characters are all the hash it needs.
     */
    private static final class CookieValue {

        private static final int HASHED = 8;

        private final String text;
        private final int from;
        private final int to;
        private final int hash;

        CookieValue(String text, int from, int to) {
            this.text = text;
            this.from = from;
            this.to = to;
            int code = 0;
            for (int i = Math.max(from, to - HASHED); i < to; i++) {
                code = 31 * code + text.charAt(i);
            }
            this.hash = code;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CookieValue value
                    && value.hash == hash
                    && value.to - value.from == to - from
                    && text.regionMatches(from, value.text, value.from, to - from);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
