package dev.consent4j.servlet.enforcement.markup;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Vendor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The vendors of one policy by the origins it declares for them. Immutable, thread safe. */
final class VendorOrigins {

    private static final String WILDCARD = "*.";
    private static final int ANY_PORT = -2;

    private final Map<String, List<Origin>> byHost = new HashMap<>();
    private final Map<String, List<Origin>> bySuffix = new HashMap<>();
    private final Map<String, List<String>> purposes = new LinkedHashMap<>();

    private record Origin(String vendor, int port) {}

    VendorOrigins(Policy policy) {
        for (Vendor vendor : policy.vendors()) {
            vendor.origins().values().forEach(origins -> origins.forEach(origin -> add(vendor.id(), origin)));
            Set<String> served = new LinkedHashSet<>(vendor.purposes());
            policy.declarations().stream()
                    .filter(declaration -> vendor.id().equals(declaration.vendor()))
                    .map(Declaration::purpose)
                    .forEach(served::add);
            purposes.put(vendor.id(), List.copyOf(served));
        }
    }

    private void add(String vendor, String origin) {
        String host = origin.substring(origin.indexOf("://") + 3).toLowerCase(Locale.ROOT);
        int colon = host.indexOf(':');
        int port = WebAddress.USUAL;
        if (colon >= 0) {
            String written = host.substring(colon + 1);
            host = host.substring(0, colon);
            port = switch (written) {
                case "*" -> ANY_PORT;
                case "80", "443" -> WebAddress.USUAL;
                default -> Integer.parseInt(written);
            };
        }
        boolean wild = host.startsWith(WILDCARD);
        (wild ? bySuffix : byHost)
                .computeIfAbsent(wild ? host.substring(WILDCARD.length()) : host, ignored -> new ArrayList<>())
                .add(new Origin(vendor, port));
    }

    /** The ids of the vendors at an address. */
    Set<String> at(WebAddress address) {
        Set<String> vendors = new LinkedHashSet<>();
        add(vendors, byHost.get(address.host()), address.port());
        for (int dot = address.host().indexOf('.');
                dot >= 0;
                dot = address.host().indexOf('.', dot + 1)) {
            add(vendors, bySuffix.get(address.host().substring(dot + 1)), address.port());
        }
        return vendors;
    }

    private static void add(Set<String> vendors, @Nullable List<Origin> origins, int port) {
        if (origins != null) {
            for (Origin origin : origins) {
                if (origin.port() == port || origin.port() == ANY_PORT) {
                    vendors.add(origin.vendor());
                }
            }
        }
    }

    /** The ids of the purposes a vendor serves. */
    List<String> purposes(String vendor) {
        return purposes.getOrDefault(vendor, List.of());
    }

    /** The ids of all vendors. */
    Set<String> vendors() {
        return purposes.keySet();
    }
}
