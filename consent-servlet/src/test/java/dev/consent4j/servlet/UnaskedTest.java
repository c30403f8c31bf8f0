package dev.consent4j.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.entry.EntryKind;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.store.EntryQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnaskedTest {

    private final FailingStore store = new FailingStore();
    private final ConsentService service = TestSite.service()
            .stores(id -> store.asStore())
            .site(Site.of("shop", TestSite.policy()))
            .build();
    private final SiteConsent site = service.sites().get(0);
    private final AtomicReference<Instant> now = new AtomicReference<>(TestSite.NOW);
    private final Unasked unasked = new Unasked(new RateLimit(service.keys(), now::get, 2), now::get);

    @AfterEach
    void close() {
        service.close();
    }

    private int cookiesAfter(FakeRequest request, FakeResponse response) {
        unasked.record(
                new Visitor(site, request.servlet(), Jurisdiction.UNKNOWN, "/privacy", (self, all) -> List.of()),
                response.servlet());
        return response.all("Set-Cookie").size();
    }

    private int cookiesAfter(String... headers) {
        return cookiesAfter(FakeRequest.of(headers), new FakeResponse());
    }

    private int decisions() {
        return site.ledger()
                .find(EntryQuery.newest(EntryKind.DECISION.id(), 100))
                .size();
    }

    @Test
    void recordsASignalOnNavigationsOnly() {
        assertEquals(0, cookiesAfter());
        assertEquals(0, cookiesAfter("Sec-GPC", "1", "Sec-Fetch-Dest", "image"));
        assertEquals(0, cookiesAfter("Sec-GPC", "1", "Sec-Fetch-Mode", "cors"));
        assertEquals(0, cookiesAfter("Sec-GPC", "1", "Sec-Purpose", "prefetch;prerender"));
        assertEquals(0, cookiesAfter(FakeRequest.of("Sec-GPC", "1").with("getMethod", "PUT"), new FakeResponse()));
        assertEquals(0, cookiesAfter(FakeRequest.of("Sec-GPC", "1"), new FakeResponse().committed()));
        assertEquals(0, decisions());
        assertEquals(2, cookiesAfter("Sec-GPC", "1", "Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate"));
        assertEquals(1, decisions());
    }

    @Test
    void recordsDoNotTrackOnlyWhereItStopsSomething() {
        assertEquals(0, cookiesAfter("DNT", "1"));
        assertEquals(0, decisions());
    }

    @Test
    void doesNotReplaceWhatCannotBeReadByASignal() {
        assertEquals(0, cookiesAfter("Sec-GPC", "1", "Cookie", "consent=garbage"));
    }

    @Proves("GPC-11")
    @Test
    void doesNotRecordWhatTheDeviceCarriesAlready() {
        FakeResponse first = new FakeResponse();
        cookiesAfter(FakeRequest.of("Sec-GPC", "1"), first);
        String cookie = first.all("Set-Cookie").get(0).split(";")[0];

        assertEquals(0, cookiesAfter("Sec-GPC", "1", "Cookie", cookie));
        assertEquals(1, decisions());
    }

    @Test
    void recordsNothingOverTheLimit() {
        cookiesAfter("Sec-GPC", "1");
        cookiesAfter("Sec-GPC", "1");

        assertEquals(0, cookiesAfter("Sec-GPC", "1"));
        assertEquals(2, decisions());
    }

    @Test
    void marksASignalThatCannotBeRecordedAndRecordsItLateAfterAPause() {
        store.fail(true);
        FakeResponse first = new FakeResponse();
        assertEquals(2, cookiesAfter(FakeRequest.of("Sec-GPC", "1"), first));
        String marked = first.all("Set-Cookie").get(0).split(";", 2)[0];

        int refused = store.refused();
        assertEquals(0, cookiesAfter("Cookie", marked));
        assertEquals(refused, store.refused());

        store.fail(false);
        now.set(TestSite.NOW.plus(Unasked.PAUSE));
        assertEquals(0, decisions());
        assertEquals(2, cookiesAfter("Cookie", marked));
        assertEquals(1, decisions());
    }

    @Test
    void leavesTheLedgerAloneForAPauseWhenALateRecordFailsAgain() {
        store.fail(true);
        FakeResponse first = new FakeResponse();
        cookiesAfter(FakeRequest.of("Sec-GPC", "1"), first);
        String marked = first.all("Set-Cookie").get(0).split(";", 2)[0];
        now.set(TestSite.NOW.plus(Unasked.PAUSE));

        assertEquals(0, cookiesAfter("Cookie", marked));
        int refused = store.refused();
        assertEquals(0, cookiesAfter("Cookie", marked));

        assertEquals(refused, store.refused());
    }

    @Test
    void marksSignalsWithoutTryingALedgerThatHasJustFailed() {
        store.fail(true);
        cookiesAfter("Sec-GPC", "1");
        int refused = store.refused();

        assertEquals(2, cookiesAfter("Sec-GPC", "1"));

        assertEquals(refused, store.refused());
    }

    @Test
    void neverThrows() {
        HttpServletRequest broken =
                new HttpServletRequestWrapper(FakeRequest.of().servlet()) {
                    @Override
                    public Enumeration<String> getHeaders(String name) {
                        throw new IllegalStateException("broken on purpose");
                    }
                };
        try (Warnings warnings = Warnings.of(Unasked.class.getName())) {
            unasked.record(
                    new Visitor(site, broken, Jurisdiction.UNKNOWN, "/privacy", (self, all) -> List.of()),
                    new FakeResponse().servlet());

            assertEquals(1, warnings.messages().size());
        }
    }

    @Test
    void leavesADecidedVisitorWithoutSignalAlone() {
        assertEquals(0, cookiesAfter("Cookie", TestSite.cookieAfter(site, Action.REJECT_ALL)));
    }
}
