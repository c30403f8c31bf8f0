package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Technology;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages really do what the policy files name. */
class SitesMatchTheirPoliciesTest {

    private static final Map<String, Policy> POLICIES = PolicyFiles.read(Demo.SITES, Optional.empty());

    /** Cookies have tests of their own; logs are the server's, and browsers have no advertising identifier. */
    private static final Set<Technology> ON_PAGES =
            EnumSet.complementOf(EnumSet.of(Technology.COOKIE, Technology.SERVER_LOG, Technology.ADVERTISING_ID));

    static Stream<DemoSite> sites() {
        return Demo.SITES.stream();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void everyDeclaredCookieOfTheSiteItselfIsSetWhereItIsDeclared(DemoSite site) {
        Policy policy = POLICIES.get(site.id());
        for (Declaration cookie : policy.declarations()) {
            boolean own = cookie.domain() == null || cookie.domain().equals(site.host());
            if (cookie.technology() == Technology.COOKIE && own) {
                List<CookieAttempt> attempts = attempts(site)
                        .filter(attempt -> policy.cookies().find(attempt.name()).contains(cookie))
                        .toList();
                assertTrue(!attempts.isEmpty(), () -> "no page sets " + cookie.name());
                attempts.forEach(attempt -> {
                    assertEquals(cookie.path(), attempt.path(), cookie.name());
                    assertEquals(cookie.domain(), attempt.domain(), cookie.name());
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sites")
    void oneCookieOfEachSiteIsUndeclared(DemoSite site) {
        Policy policy = POLICIES.get(site.id());
        Set<String> undeclared = attempts(site)
                .map(CookieAttempt::name)
                .filter(name -> policy.cookies().find(name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(1, undeclared.size(), undeclared.toString());
    }

    @ParameterizedTest
    @MethodSource("sites")
    void everySiteAnswersInEveryWayAServletCan(DemoSite site) {
        assertEquals(
                Set.of(DemoPage.Delivery.values()),
                site.pages().stream().map(DemoPage::delivery).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void everyEmbeddedVendorIsDeclaredWithAPurpose(DemoSite site) {
        Policy policy = POLICIES.get(site.id());
        site.pages().stream()
                .flatMap(page -> page.embeds().stream())
                .forEach(embed -> assertTrue(
                        !policy.vendor(embed.vendor()).orElseThrow().purposes().isEmpty(), embed.vendor()));
        assertTrue(site.pages().stream().anyMatch(page -> !page.embeds().isEmpty()));
    }

    @ParameterizedTest
    @MethodSource("sites")
    void everyDeclaredItemThatAPageCanHoldIsOnAPage(DemoSite site) {
        Set<String> declared = POLICIES.get(site.id()).declarations().stream()
                .filter(item -> ON_PAGES.contains(item.technology()))
                // Mail is not sent by the demo.
                .filter(item -> !item.name().contains("e-mail"))
                .map(item -> item.vendor() == null
                        ? "own " + item.name() + " for " + item.purpose()
                        : item.vendor() + " " + item.technology())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> onPages = site.pages().stream()
                .flatMap(page -> Stream.concat(
                        page.own().stream().map(part -> "own " + part.name() + " for " + part.purpose()),
                        page.embeds().stream().map(embed -> embed.vendor() + " " + technology(embed))))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(declared, onPages);
    }

    private static Technology technology(Embed embed) {
        return switch (embed.kind()) {
            case SCRIPT -> Technology.SCRIPT;
            case PIXEL -> Technology.PIXEL;
            case FRAME -> Technology.EMBED;
        };
    }

    private static Stream<CookieAttempt> attempts(DemoSite site) {
        return site.pages().stream().flatMap(page -> page.cookies().stream());
    }
}
