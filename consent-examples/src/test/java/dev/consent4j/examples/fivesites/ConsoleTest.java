package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.entry.DecisionRecorded;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has the printed password can look decisions up, and nobody else. */
class ConsoleTest {

    private static final DemoSite SITE = Demo.site("imo");
    private static final String CONSOLE = "/privacy/console";

    @TempDir
    Path data;

    private Demo demo;
    private Browser operator;

    @BeforeEach
    void start() {
        demo = Demo.in(data);
        operator = demo.visitor(ConsoleLogin.HOST);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private static Reply login(Browser browser, String password) {
        return browser.post("/", List.of(new Reply.Field("password", password)));
    }

    /** A visitor decides; the id of the decision. */
    private String decide(String action) {
        Browser visitor = demo.visitor(SITE);
        Form form = Form.withButton(visitor.get("/").body(), "action", action);
        assertEquals(
                303, visitor.post(form.action(), form.pressed("action", action)).status());
        return Answers.decision(form.fields());
    }

    @Test
    void nobodyIsLetInWithoutThePassword() {
        String decision = decide("accept-all");
        for (String path : List.of(CONSOLE, CONSOLE + "/imo", CONSOLE + "/imo/decisions/" + decision)) {
            Reply reply = operator.get(path);
            assertEquals(403, reply.status(), path);
            assertFalse(reply.body().contains(decision));
        }
        assertEquals(200, operator.get("/").status());
        assertTrue(operator.get("/").body().contains("type=\"password\""));
    }

    @Test
    void theConsoleIsClosedOnTheSitesThemselves() {
        login(operator, demo.password());
        for (DemoSite site : Demo.SITES) {
            Browser visitor = demo.visitor(site).with("Cookie", "JSESSIONID=" + operator.cookie("JSESSIONID"));
            assertEquals(403, visitor.get(CONSOLE).status(), site.id());
        }
    }

    @Test
    void thePasswordOpensASessionOnceThatScriptsAndOtherSitesCannotUse() {
        Reply reply = login(operator, demo.password());
        assertEquals(303, reply.status());
        String session = reply.all("Set-Cookie").get(0);
        assertTrue(session.contains("HttpOnly") && session.contains("SameSite=Strict"), session);
        assertEquals(200, operator.get(CONSOLE).status());
        assertEquals(
                429, login(demo.visitor(ConsoleLogin.HOST), demo.password()).status());
        assertEquals(200, operator.get(CONSOLE).status());
    }

    @Test
    void wrongPasswordsAreCountedAndCloseTheDoor() {
        for (int i = 0; i < 10; i++) {
            assertEquals(403, login(operator, "guess-" + i).status());
        }
        assertEquals(429, login(operator, demo.password()).status());
        assertEquals(403, operator.get(CONSOLE).status());
    }

    @Test
    void decisionsAreListedNewestFirst() {
        String older = decide("accept-all");
        String newer = decide("reject-all");
        login(operator, demo.password());
        assertTrue(operator.get(CONSOLE).body().contains("imo"));
        String list = operator.get(CONSOLE + "/imo").body();
        assertTrue(list.contains(older) && list.contains(newer), list);
        assertTrue(list.indexOf(newer) < list.indexOf(older));
    }

    @Test
    void aSubjectIsFoundByItsPseudonymAndARefusalByItsReceipt() {
        String granted = decide("accept-all");
        String refused = decide("reject-all");
        String subject = ((DecisionRecorded) demo.consent(SITE)
                        .ledger()
                        .find(granted)
                        .orElseThrow()
                        .entry()
                        .orElseThrow())
                .decision()
                .subject()
                .text();
        login(operator, demo.password());
        Form form = Form.all(operator.get(CONSOLE + "/imo").body()).stream()
                .filter(each -> each.action().endsWith("/subjects"))
                .findFirst()
                .orElseThrow();
        String bySubject = operator.post(form.action(), List.of(new Reply.Field("subject", subject)))
                .body();
        assertTrue(bySubject.contains(granted), bySubject);
        String byReceipt = operator.post(form.action(), List.of(new Reply.Field("subject", refused)))
                .body();
        assertTrue(byReceipt.contains(refused), byReceipt);
    }

    @Test
    void oneDecisionIsShownInFullWithItsReasons() {
        String decision = decide("accept-all");
        login(operator, demo.password());
        String page = operator.get(CONSOLE + "/imo/decisions/" + decision).body();
        for (String part : List.of(decision, "accept-all", "advertising", "2018", "joined")) {
            assertTrue(page.contains(part), () -> part + " is missing in " + page);
        }
    }

    @Test
    void everyReadIsItselfAnEntry() {
        decide("accept-all");
        login(operator, demo.password());
        operator.get(CONSOLE + "/imo");
        assertTrue(demo.consent(SITE).ledger().read(0, 100).stream()
                .flatMap(entry -> entry.entry().stream())
                .anyMatch(entry ->
                        entry instanceof ConsoleRead read && read.reader().equals("operator")));
    }
}
