package dev.consent4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.decision.Action;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs on one PostgreSQL: what ends at one of them has ended at the other within a minute of their clocks. */
class AccountNodesTest {

    private static final String NONE = AccountNode.NONE;
    private static final String GRANTED = "granted granted";
    private static final String REFUSED = "refused refused";

    @TempDir
    static Path folder;

    private static AccountNode first;
    private static AccountNode second;

    @BeforeAll
    static void start() throws IOException {
        String url = PostgresServer.shared().newDatabase();
        first = AccountNode.start(url, folder.resolve("keys"));
        // The keys and the tables are made by the first one.
        first.forward(Duration.ZERO);
        second = AccountNode.start(url, folder.resolve("keys"));
    }

    @AfterAll
    static void stop() {
        if (first != null) {
            first.close();
        }
        if (second != null) {
            second.close();
        }
    }

    /** Each test has days of its own, so that what an authority voids in one is nobody's in another. */
    @BeforeEach
    void anotherDay() throws IOException {
        pass(Duration.ofDays(2));
    }

    private static void pass(Duration time) throws IOException {
        first.forward(time);
        second.forward(time);
    }

    /** Device A at the first node and device B at the second, both of one account that allows everything. */
    private static void granted(String account) throws IOException {
        assertEquals(NONE, first.answer(NONE, account, "DE", Action.ACCEPT_ALL));
        assertEquals(GRANTED, first.visit(NONE, account, "DE"));
        assertEquals(GRANTED, second.visit(NONE, account, "DE"));
    }

    private static void assertWithinAMinute(String expected, String cookie, String account) throws IOException {
        pass(Duration.ofSeconds(Endings.MAX_AGE_SECONDS));
        assertEquals(expected, first.visit(cookie, account, "DE"));
    }

    @Test
    void aWithdrawalOnDeviceBIsEffectiveOnDeviceAAtTheOtherNode() throws IOException {
        granted("anna");

        second.answer(NONE, "anna", "DE", Action.WITHDRAW);

        assertEquals(REFUSED, second.visit(NONE, "anna", "DE"), "at once where it was made");
        assertWithinAMinute(REFUSED, NONE, "anna");
    }

    @Test
    void aWithdrawalThroughTheApiIsEffectiveAtTheOtherNode() throws IOException {
        granted("bert");

        second.withdraw("bert");

        assertWithinAMinute(REFUSED, NONE, "bert");
    }

    @Test
    void aVoidedVersionIsEffectiveAtTheOtherNodeAlsoForAnOldCopyOfACookie() throws IOException {
        granted("cleo");
        String cookie = first.answer(NONE, NONE, "DE", Action.ACCEPT_ALL);
        assertEquals(GRANTED, first.visit(cookie, NONE, "DE"));

        second.invalidate();

        assertWithinAMinute("undecided undecided", NONE, "cleo");
        assertEquals("undecided undecided", first.visit(cookie, NONE, "DE"));
        assertEquals("undecided undecided", first.visit(cookie, "cleo", "DE"));
    }

    @Test
    void anOldCopyOfTheCookieGrantsNothingAfterAWithdrawalAtTheOtherNode() throws IOException {
        String cookie = first.answer(NONE, NONE, "DE", Action.ACCEPT_ALL);
        first.claim(cookie, "dora");
        assertEquals(GRANTED, first.visit(cookie, "dora", "DE"));
        assertEquals(GRANTED, second.visit(NONE, "dora", "DE"));

        second.answer(NONE, "dora", "DE", Action.WITHDRAW);

        assertWithinAMinute(REFUSED, cookie, "dora");
        assertEquals(REFUSED, second.visit(cookie, "dora", "DE"));
    }

    @Test
    void refusalsAndSignalsSurviveALostCookieOnAKnownAccount() throws IOException {
        first.answer(NONE, "emil", "DE", Action.REJECT_ALL);
        first.answer(NONE, "fritz", "US-CA", Action.SIGNAL);

        assertEquals(REFUSED, second.visit(NONE, "emil", "DE"));
        assertEquals("not-opted-out signal-gpc", second.visit(NONE, "fritz", "US-CA"));
    }
}
