package dev.consent4j.servlet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.GrantsEnded;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.AccountLink;
import dev.consent4j.entry.Ending;
import dev.consent4j.entry.Ending.Scope;
import dev.consent4j.entry.Enforced;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.entry.Erased;
import dev.consent4j.entry.Exported;
import dev.consent4j.entry.Hold;
import dev.consent4j.entry.IndexRange;
import dev.consent4j.entry.Restricted;
import dev.consent4j.entry.SignalApplied;
import dev.consent4j.key.Keyring;
import dev.consent4j.ledger.LedgerEntry;
import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyHistory;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import dev.consent4j.policy.Vendor;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.page.Browser;
import dev.consent4j.servlet.page.OutageStore;
import dev.consent4j.servlet.page.PrivacyServer;
import dev.consent4j.signal.Signal;
import dev.consent4j.store.EntryQuery;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the console tells of entries of every kind, and of what was enforced. */
class EntryKindsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    private static final Policy POLICY = Policy.builder("2026-11")
            .controller("Example SA", "mailto:privacy@example.org")
            .purpose(Purpose.builder("audience", Category.ANALYTICS)
                    .title(Text.of("Audience <b>"))
                    .build())
            .purpose(Purpose.builder("ads", Category.MARKETING)
                    .title(Text.of("Advertising"))
                    .uses(Set.of(Use.SALE))
                    .build())
            .vendor(new Vendor(
                    "ads",
                    "Ads & more",
                    "",
                    Transfer.NONE,
                    Map.of("script-src", List.of("https://ads.example")),
                    List.of(),
                    List.of("ads"),
                    List.of()))
            .origins(Map.of("img-src", List.of("https://img.example")))
            .build();
    private static final ConsoleAccess BY_HEADER = request -> Optional.ofNullable(request.getHeader("X-Reader"));

    private final OutageStore store = new OutageStore();
    private final ConsentService service = ConsentService.builder()
            .policy(POLICY)
            .stores(site -> store)
            .keys(Keyring.inMemory(new SecureRandom()))
            .clock(CLOCK)
            .build();
    private final SiteConsent site = service.sites().get(0);
    private final PrivacyServer server = with(BY_HEADER);

    @AfterEach
    void close() {
        server.close();
        service.close();
    }

    @Test
    void everyKindOfEntryHasALineOfWords() {
        SubjectId subject = SubjectId.of(new byte[16]);
        Instant time = CLOCK.instant();
        site.ledger()
                .record(new SignalApplied(
                        site.newDecisionId(), subject, null, Signal.GPC, new TreeSet<>(Set.of("ads")), "ccpa", time));
        site.ledger().record(new AccountLink(subject, "1a2b.xyz", AccountLink.Change.LINKED, time));
        site.ledger()
                .record(new Erased(
                        "r1",
                        0,
                        Erased.Reason.REQUEST,
                        "the person",
                        List.of(new IndexRange(3, 4), new IndexRange(7, 9)),
                        List.of("e0"),
                        time));
        site.ledger()
                .record(new Exported(
                        "e1",
                        "jsonl",
                        new IndexRange(0, 5),
                        "all",
                        "audit",
                        "Authority",
                        LocalDate.of(2027, 1, 31),
                        "anna",
                        time));
        List<IndexRange> places = List.of(new IndexRange(40, 42));
        LocalDate day = LocalDate.of(2027, 2, 1);
        site.ledger().record(new Ending("r1", new Scope.OfMark("s.k1.abc", true), "erasure", "the person", time));
        site.ledger().record(new Ending("r2", new Scope.OfMark("s.k1.def", false), "fraud", "operator", time));
        site.ledger()
                .record(new Ending(
                        "r3",
                        new Scope.OfVersion(new GrantsEnded.OfVersion("2026-11", day, day)),
                        "misleading",
                        "DPA 3",
                        time));
        site.ledger().record(new Hold("h1", Hold.Step.PLACED, "4 O 12/26", "legal", places, day, time));
        site.ledger().record(new Hold("h1", Hold.Step.LIFTED, "settled", "legal", List.of(), day, time));
        site.ledger().record(new Restricted("r4", "a legal hold", day, places, time));
        site.tally().count(Enforced.WITHHELD, "ads");
        site.tally().close();

        String list = text(open("/site?kind=all"));
        for (String words : List.of(
                "gpc stops ads granted by",
                "subject linked to account 1a2b.xyz",
                "3 entries erased (3, 7 to 8), request, by the person",
                "anna exported 0 to 4 as jsonl (all) for Authority, purpose: audit",
                "grants ended of somebody who counts as having refused everything, by the person: erasure",
                "grants ended of somebody who is asked again, by operator: fraud",
                "grants ended of everybody under policy 2026-11 from 2027-02-01 to 2027-02-01, by DPA 3: misleading",
                "hold h1 placed on 2 entries (40 to 41), review 2027-02-01, by legal: 4 O 12/26",
                "hold h1 lifted, by legal: settled",
                "2 entries restricted (40 to 41), to be erased on 2027-02-01: a legal hold",
                "2026-11-22: 1 withheld")) {
            assertTrue(list.contains(words), words + " in " + list);
        }
        for (EntryKind kind : EntryKind.values()) {
            assertTrue(
                    Browser.elements(open("/site"), "a").stream()
                            .anyMatch(link -> link.getAttribute("href").endsWith("?kind=" + kind.id())),
                    kind.id());
        }
        for (String kind : List.of("grants-ended", "hold", "restriction")) {
            open("/site?kind=" + kind);
            for (LedgerEntry entry : site.ledger().find(EntryQuery.newest(kind, 9))) {
                Set<String> facts = Browser.elements(open("/site/entries/" + entry.index()), "dt").stream()
                        .map(Element::getTextContent)
                        .collect(Collectors.toSet());
                assertTrue(facts.contains("Reason"), kind);
            }
        }
        long last = site.ledger().size();
        for (long index = 0; index < last; index++) {
            assertFalse(text(open("/site/entries/" + index)).contains("There is no such page."));
        }
    }

    @Test
    void enforcementAddsUpWhatProcessesRecordedAndWhatThisOneCountsNow() {
        assertTrue(text(open("/site/enforcement")).contains("There is none."));
        site.tally().count(Enforced.WITHHELD, "ads");
        site.tally().countUndeclared(Enforced.REPORTED, "visitor_8f14e45fceea167a5a36dedd4bea2543");
        site.tally().close();
        site.tally().count(Enforced.WITHHELD, "ads");
        site.tally().count(Enforced.EXPIRED, "audience");

        Document page = open("/site/enforcement");

        assertEquals(
                List.of(List.of("ads", "0", "2", "0", "0", "0"), List.of("audience", "0", "0", "0", "1", "0")),
                rows(page).subList(0, 2));
        assertEquals(List.of("visitor_*", "0", "0", "0", "0", "1"), rows(page).get(2));
        assertFalse(text(page).contains("8f14"));
        assertTrue(Browser.elements(open("/site"), "a").stream()
                .anyMatch(link -> link.getAttribute("href").equals("/privacy/console/site/enforcement")));
    }

    @Test
    void theVersionsSayWhatChangedAndWhoIsAskedAgain() {
        Policy next = POLICY.toBuilder()
                .version("2027-01")
                .effectiveFrom(new ByJurisdiction<>(LocalDate.of(2027, 1, 1), Map.of("US", LocalDate.of(2027, 2, 1))))
                .announcedOn(LocalDate.of(2026, 11, 1))
                .vendors(List.of())
                .purposes(List.of(
                        Purpose.builder("audience", Category.ANALYTICS)
                                .title(Text.of("Audience <b>"))
                                .data(List.of("age"))
                                .build(),
                        Purpose.builder("ads", Category.MARKETING)
                                .title(Text.of("Advertising"))
                                .build()))
                .build();
        try (ConsentService other = ConsentService.builder()
                        .site(Site.of("site", PolicyHistory.of(List.of(POLICY, next))))
                        .inMemory()
                        .clock(CLOCK)
                        .build();
                PrivacyServer versions = new PrivacyServer(
                        other,
                        visitor -> "",
                        new ConsoleHandler(
                                other,
                                BY_HEADER,
                                CLOCK,
                                new RateLimit(other.keys(), CLOCK, RateLimit.DEFAULT_WRITES)))) {
            Document page = Browser.parse(versions.get("/privacy/console/site/versions", "X-Reader", "anna")
                    .body());

            assertEquals(
                    List.of(
                            List.of("2026-11", "the beginning", "not ahead", "in force where the place is unknown"),
                            List.of("2027-01", "2027-01-01; US: 2027-02-01", "2026-11-01", "to come")),
                    rows(page).subList(0, 2).stream()
                            .map(cells -> cells.subList(0, 4))
                            .toList());
            assertEquals(
                    List.of(
                            List.of("the policy", "no longer names the vendor Ads & more", "holds"),
                            List.of("audience", "uses age too", "does not cover it"),
                            List.of(
                                    "ads",
                                    "Ads & more (no country named, transfer: none) no longer receives data",
                                    "holds"),
                            List.of("ads", "is no longer used for sale", "holds")),
                    rows(page).subList(2, rows(page).size()));
            assertTrue(text(page).contains("Asked again: audience."));
        }
        assertTrue(Browser.elements(open("/site"), "a").stream()
                .anyMatch(link -> link.getAttribute("href").equals("/privacy/console/site/versions")));
    }

    private static List<List<String>> rows(Document page) {
        return Browser.elements(page, "tr").stream()
                .map(row -> {
                    List<String> cells = new ArrayList<>();
                    NodeList columns = row.getElementsByTagName("td");
                    for (int i = 0; i < columns.getLength(); i++) {
                        cells.add(columns.item(i).getTextContent());
                    }
                    return cells;
                })
                .filter(cells -> !cells.isEmpty())
                .toList();
    }

    private PrivacyServer with(ConsoleAccess access) {
        return new PrivacyServer(
                service,
                visitor -> "",
                new ConsoleHandler(
                        service, access, CLOCK, new RateLimit(service.keys(), CLOCK, RateLimit.DEFAULT_WRITES)));
    }

    private Document open(String path) {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), path);
        return Browser.parse(answer.body());
    }

    private static String text(Document page) {
        return page.getDocumentElement().getTextContent();
    }

    private HttpResponse<String> get(String path) {
        return server.get("/privacy/console" + path, "X-Reader", "anna");
    }
}
