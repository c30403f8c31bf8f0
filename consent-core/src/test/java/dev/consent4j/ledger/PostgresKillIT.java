package dev.consent4j.ledger;

import dev.consent4j.contract.database.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that record into PostgreSQL, and PostgreSQL itself, killed. */
class PostgresKillIT {

    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start(folder);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillOfTheApplication() throws Exception {
        try (KillRounds rounds = rounds("application killed", 1)) {
            rounds.killTheApplication();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillOfTheDatabase() throws Exception {
        try (KillRounds rounds = rounds("database killed", 1)) {
            rounds.killTheDatabase(server::kill9, server::restart);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillOfOneOfThreeApplications() throws Exception {
        try (KillRounds rounds = rounds("one of three applications killed", 3)) {
            rounds.killTheApplication();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillOfTheDatabaseOfThreeApplications() throws Exception {
        try (KillRounds rounds = rounds("database of three applications killed", 3)) {
            rounds.killTheDatabase(server::kill9, server::restart);
        }
    }

    private static KillRounds rounds(String what, int processes) throws Exception {
        return new KillRounds("PostgreSQL, " + what, LedgerAddress.jdbc(server.newDatabase()), processes);
    }
}
