package dev.consent4j.examples.withdrawal;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cookies of the shop: as its policies declare them, and as it sets them. */
final class ShopCookies {

    /** The domain it shares with its other hosts. */
    static final String PARENT = "shop.test";

    private static final String OPTIONAL = "statistics";

    private ShopCookies() {}

    /**
     * A cookie.
     *
     * @param name its name
     * @param domain its domain attribute, null for host-only
     * @param path its path
     * @param partitioned whether it is partitioned
     * @param more its further attributes
     */
    record ShopCookie(String name, @Nullable String domain, String path, boolean partitioned, String more) {

        /** The line that sets it. */
        String line() {
            return name + "=1; Path=" + path + (domain == null ? "" : "; Domain=" + domain) + "; Max-Age=864000" + more
                    + (partitioned ? "; Partitioned" : "");
        }

        private Declaration declaration() {
            return new Declaration(
                    Technology.COOKIE, name, OPTIONAL, null, domain, path, null, partitioned, "", Text.NONE);
        }
    }

    /** What it cannot work without. */
    static final ShopCookie NECESSARY = new ShopCookie("basket", null, "/", false, "; Secure");

    /** What the policy in force declares as optional. */
    static final List<ShopCookie> OPTIONALS = List.of(
            new ShopCookie("host_only", null, "/", false, ""),
            new ShopCookie("parent_domain", PARENT, "/", false, "; Secure"),
            new ShopCookie("own_domain", "www." + PARENT, "/", false, "; Secure"),
            new ShopCookie("deep_path", null, "/catalogue/shoes", false, "; Secure; HttpOnly"),
            new ShopCookie("partitioned", null, "/", true, "; Secure; SameSite=None"),
            new ShopCookie("twin", null, "/", false, "; Secure; SameSite=None"),
            new ShopCookie("twin", null, "/", true, "; Secure; SameSite=None"),
            new ShopCookie("parent_partitioned", PARENT, "/catalogue", true, "; Secure; SameSite=None"),
            new ShopCookie("__Host-optional", null, "/", false, "; Secure"),
            new ShopCookie("__Host-partitioned", null, "/", true, "; Secure; SameSite=None"),
            new ShopCookie("__Secure-optional", PARENT, "/catalogue", false, "; Secure"),
            new ShopCookie("__Http-optional", null, "/catalogue", false, "; Secure; HttpOnly"),
            new ShopCookie("__Host-Http-optional", null, "/", false, "; Secure; HttpOnly"),
            new ShopCookie("cross_site", null, "/", false, "; Secure; SameSite=None"),
            new ShopCookie("strict", null, "/", false, "; Secure; SameSite=Strict"));

    /** What only the earlier policy declared, and the shop set then. */
    static final List<ShopCookie> EARLIER = List.of(
            new ShopCookie("earlier", PARENT, "/catalogue", false, "; Secure"),
            // Declared then for another scope than now: both are to go.
            new ShopCookie("host_only", PARENT, "/help", false, "; Secure"));

    /** What no policy declares. */
    static final List<ShopCookie> UNDECLARED = List.of(
            new ShopCookie("stranger", null, "/", false, ""),
            new ShopCookie("stranger_parent", PARENT, "/", false, "; Secure"),
            new ShopCookie("stranger_here", null, "/privacy", false, "; SameSite=None; Secure"));

    /** The two versions: the one in force since ten days, and the one before. */
    static PolicyHistory policies() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return PolicyHistory.of(List.of(
                policy("earlier", today.minusDays(100), EARLIER.stream()),
                policy("now", today.minusDays(10), OPTIONALS.stream())));
    }

    private static Policy policy(String version, LocalDate from, Stream<ShopCookie> optional) {
        return Policy.builder(version)
                .effectiveFrom(from)
                .controller("Shop", "mailto:privacy@shop.test")
                .purpose(Purpose.builder(OPTIONAL, "analytics").build())
                .declarations(Stream.concat(
                                Stream.of(Declaration.cookie(NECESSARY.name(), "necessary")),
                                optional.map(ShopCookie::declaration))
                        .toList())
                .build();
    }
}
