package dev.consent4j.ledger;

import dev.consent4j.contract.database.MariaDbServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that record into MariaDB, and MariaDB itself, killed. */
class MariaDbKillIT {

    @TempDir
    static Path folder;

    private static MariaDbServer server;

    @BeforeAll
    static void startServer() {
        server = MariaDbServer.start(folder);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillOfTheApplication() throws Exception {
        try (KillRounds rounds = rounds("application killed")) {
            rounds.killTheApplication();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillOfTheDatabase() throws Exception {
        try (KillRounds rounds = rounds("database killed")) {
            rounds.killTheDatabase(server::kill9, server::restart);
        }
    }

    private static KillRounds rounds(String what) throws Exception {
        return new KillRounds("MariaDB, " + what, LedgerAddress.jdbc(server.newDatabase()), 1);
    }
}
