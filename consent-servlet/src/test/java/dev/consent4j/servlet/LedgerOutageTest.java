package dev.consent4j.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.SubjectId;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.key.Keyring;
import dev.consent4j.servlet.request.Consent;
import dev.consent4j.store.EntryQuery;
import dev.consent4j.store.jdbc.SqliteFile;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser gets from a node that cannot find out what was ended. */
class LedgerOutageTest {

    private static final String ENDINGS = "dev.consent4j.Endings";
    private static final String OTHER_COOKIES = "; _stats=1; basket=2";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final FailingStore store = new FailingStore();
    private final Keyring keys = Keyring.inMemory(new SecureRandom());
    private final List<ConsentService> services = new ArrayList<>();
    private final AtomicBoolean allowed = new AtomicBoolean();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        services.forEach(ConsentService::close);
    }

    private SiteConsent node() {
        ConsentService service = TestSite.service()
                .site(Site.of("shop", TestSite.policy()))
                .stores(site -> store.asStore())
                .keys(keys)
                .ticker(nanos::get)
                .build();
        services.add(service);
        return service.sites().get(0);
    }

    /** A page that sets a cookie of its own beside what it got. */
    private FakeResponse visit(String cookies) throws Exception {
        FakeResponse response = new FakeResponse();
        ConsentFilter filter =
                ConsentFilter.builder(services.get(services.size() - 1)).build();
        seen.clear();
        filter.doFilter(FakeRequest.of("Cookie", cookies).servlet(), response.servlet(), (request, gated) -> {
            HttpServletRequest asked = (HttpServletRequest) request;
            allowed.set(Consent.of(asked).allows("audience"));
            for (Cookie cookie : asked.getCookies()) {
                seen.add(cookie.getName());
            }
            ((HttpServletResponse) gated).addCookie(new Cookie("_ga_1", "new"));
        });
        assertEquals(200, response.servlet().getStatus());
        return response;
    }

    private static void refresh(SiteConsent site) {
        site.records().revoke("somebody-else", SubjectId.of(new byte[16]), "a test", "nobody");
    }

    @Test
    void whatWasGrantedIsHiddenAndWithheldButNeitherDeletedNorAskedForAgain() throws Exception {
        SiteConsent site = node();
        String consent = TestSite.cookieAfter(site, Action.ACCEPT_ALL);
        assertEquals(1, visit(consent + OTHER_COOKIES).all("Set-Cookie").size());
        assertTrue(allowed.get());
        long entries = site.ledger().size();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());

        FakeResponse doubt = visit(consent + OTHER_COOKIES);

        assertFalse(allowed.get());
        assertFalse(seen.contains("_stats"));
        assertTrue(seen.contains("basket"));
        assertEquals(List.of(), doubt.all("Set-Cookie"), "nothing set, nothing deleted, the consent cookie as it was");
        assertTrue(doubt.all("Cache-Control").contains("private, no-cache"));
        assertEquals(entries, site.ledger().size());

        refresh(site);
        assertEquals(1, visit(consent + OTHER_COOKIES).all("Set-Cookie").size());
        assertTrue(allowed.get());
        assertTrue(seen.contains("_stats"));
    }

    @Test
    void aRefusalDeletesInDoubtAsAlways() throws Exception {
        SiteConsent site = node();
        String consent = TestSite.cookieAfter(site, Action.REJECT_ALL);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());

        List<String> set = visit(consent + OTHER_COOKIES).all("Set-Cookie");

        assertEquals(1, set.size());
        assertTrue(set.get(0).startsWith("_stats=; Max-Age=0"), set::toString);
    }

    @Test
    void aNodeThatStartsWithoutItsLedgerServesPagesAndBelievesNoGrant() throws Exception {
        SiteConsent first = node();
        String consent = TestSite.cookieAfter(first, Action.ACCEPT_ALL);
        store.fail(true);
        try (Warnings warnings = Warnings.of(ENDINGS);
                Warnings start = Warnings.of("dev.consent4j.Configuration")) {
            SiteConsent late = node();
            assertEquals(List.of(), visit(consent + OTHER_COOKIES).all("Set-Cookie"));
            assertFalse(allowed.get());
            int asked = store.refused();
            visit(consent + OTHER_COOKIES);
            assertEquals(asked, store.refused(), "a request asks no store");
            assertEquals(1, warnings.messages().size());

            store.fail(false);
            refresh(late);
            visit(consent + OTHER_COOKIES);
            assertTrue(allowed.get());
            assertEquals(2, warnings.messages().size());
            assertEquals(1, start.messages().size());
        }
        assertEquals(
                1,
                first.ledger()
                        .find(EntryQuery.newest(EntryKind.DECISION.id(), 9))
                        .size());
    }

    /** The disk with the ledger is gone; the node runs on. */
    @Test
    void theSameHoldsForTheFileOfTheEmbeddedStore() throws Exception {
        Path file = folder.resolve("ledger.sqlite");
        try (SqliteFile sqlite = SqliteFile.open(file);
                Warnings warnings = Warnings.of(ENDINGS)) {
            ConsentService service = TestSite.service()
                    .site(Site.of("shop", TestSite.policy()))
                    .stores(sqlite::ledger)
                    .keys(keys)
                    .ticker(nanos::get)
                    .build();
            services.add(service);
            SiteConsent site = service.sites().get(0);
            String consent = TestSite.cookieAfter(site, Action.ACCEPT_ALL);
            assertEquals(1, visit(consent + OTHER_COOKIES).all("Set-Cookie").size());
            Files.move(file, folder.resolve("away"));
            nanos.addAndGet(Duration.ofSeconds(60).toNanos());

            assertEquals(List.of(), visit(consent + OTHER_COOKIES).all("Set-Cookie"));
            assertFalse(allowed.get());

            Files.move(folder.resolve("away"), file);
            refresh(site);
            assertEquals(1, visit(consent + OTHER_COOKIES).all("Set-Cookie").size());
            assertTrue(allowed.get());
            assertEquals(List.of(), warnings.messages(), "nobody looked while it was away");
        }
    }
}
