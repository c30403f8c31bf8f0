package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import dev.consent4j.entry.DecisionRecorded;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.LedgerEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answered decision outlives the process, however it ends. */
class KillTest {

    private static final int THREADS = 8;
    private static final int DECISIONS = 200;

    @TempDir
    Path folder;

    /** Ids of all decisions in a ledger, with repeats if there were any. */
    private static List<String> decisions(ConsentLedger ledger) {
        List<String> ids = new ArrayList<>();
        long from = 0;
        while (from < ledger.size()) {
            List<LedgerEntry> entries = ledger.read(from, 100);
            for (LedgerEntry entry : entries) {
                if (entry.entry().orElse(null) instanceof DecisionRecorded recorded) {
                    ids.add(recorded.decision().id().text());
                }
            }
            from += entries.size();
        }
        return ids;
    }

    @Proves("P-2")
    @ParameterizedTest
    @ValueSource(strings = {"accept-all", "reject-all"})
    void aDecisionIsThereAfterKillingTheProcessOnItsAnswer(String action) throws Exception {
        Path data = folder.resolve("data");
        DemoSite site = Demo.site("imo");
        String decision;
        try (DemoProcess process = DemoProcess.start(data, Map.of()).ready()) {
            Browser browser = new Browser(process.port(), site.host());
            Form form = Form.withButton(browser.get("/").body(), "action", action);
            decision = Answers.decision(form.fields());
            assertEquals(
                    303,
                    browser.post(form.action(), form.pressed("action", action)).status());
            process.kill();
        }
        try (Demo demo = Demo.in(data)) {
            assertEquals(List.of(decision), decisions(demo.consent(site).ledger()));
        }
    }

    @Test
    void whatAVisitorCarriesIsStillUnderstoodAfterTheRestart() throws Exception {
        Path data = folder.resolve("data");
        DemoSite site = Demo.site("imgbin");
        String consent;
        String name;
        try (DemoProcess process = DemoProcess.start(data, Map.of()).ready()) {
            Browser browser = new Browser(process.port(), site.host());
            Answers.press(browser, "/", "accept-all");
            name = "consent";
            consent = browser.cookie(name);
            process.kill();
        }
        try (Demo demo = Demo.in(data)) {
            Reply reply =
                    demo.visitor(site).with("Cookie", name + "=" + consent).get("/");
            assertTrue(
                    reply.cookieNames().contains("_ga"),
                    () -> reply.cookieNames().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyAnsweredDecisionOfEightThreadsIsThereExactlyOnceAfterAKillAtARandomMoment(long seed) throws Exception {
        Path data = folder.resolve("data");
        DemoSite site = Demo.site("jmir");
        Set<String> answered = ConcurrentHashMap.newKeySet();
        Set<String> sent = ConcurrentHashMap.newKeySet();
        int killAfter = 20 + new Random(seed).nextInt(DECISIONS - 60);
        try (DemoProcess process = DemoProcess.start(data, Map.of()).ready()) {
            CountDownLatch enough = new CountDownLatch(killAfter);
            AtomicInteger left = new AtomicInteger(DECISIONS);
            ExecutorService visitors = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(visitors.submit(() -> decide(process.port(), site, left, sent, answered, enough)));
            }
            enough.await();
            process.kill();
            visitors.shutdown();
            for (Future<?> visitor : running) {
                visitor.get();
            }
        }
        try (Demo demo = Demo.in(data)) {
            List<String> recorded = decisions(demo.consent(site).ledger());
            Set<String> once = new HashSet<>(recorded);
            assertEquals(once.size(), recorded.size(), "a decision is there twice");
            assertTrue(answered.size() >= killAfter);
            assertTrue(once.containsAll(answered), "an answered decision is lost");
            once.removeAll(answered);
            assertTrue(sent.containsAll(once), "a decision nobody made is there");
            assertTrue(once.size() <= THREADS, () -> once.size() + " were not answered");
        }
    }

    /** Decides until told to stop or until the server is gone. */
    private static void decide(
            int port,
            DemoSite site,
            AtomicInteger left,
            Set<String> sent,
            Set<String> answered,
            CountDownLatch enough) {
        String[] actions = {"accept-all", "reject-all"};
        try {
            for (int i = left.decrementAndGet(); i >= 0; i = left.decrementAndGet()) {
                Browser browser = new Browser(port, site.host());
                String action = actions[i % actions.length];
                Form form = Form.withButton(browser.get("/").body(), "action", action);
                String decision = Answers.decision(form.fields());
                sent.add(decision);
                if (browser.post(form.action(), form.pressed("action", action)).status() == 303) {
                    answered.add(decision);
                    enough.countDown();
                }
            }
        } catch (java.io.UncheckedIOException killed) {
            // The server is gone; what was on its way has no answer.
            return;
        }
    }
}
