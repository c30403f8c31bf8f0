package dev.consent4j.ledger;

import dev.consent4j.contract.database.DatabaseServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that record into a database server, and the server itself, killed. */
abstract class ServerKillContract {

    @TempDir
    static Path folder;

    private static @Nullable DatabaseServer server;

    /** Starts a server that may be killed. */
    abstract DatabaseServer start(Path folder);

    @BeforeEach
    void startServer() {
        if (server == null) {
            server = start(folder);
        }
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
            server = null;
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
            killTheDatabase(rounds);
        }
    }

    static void killTheDatabase(KillRounds rounds) throws Exception {
        rounds.killTheDatabase(server::kill9, server::restart);
    }

    /** A new ledger in this server. */
    static LedgerAddress ledger() {
        return LedgerAddress.jdbc(server.newDatabase());
    }

    KillRounds rounds(String what, int processes) throws Exception {
        return rounds(what, ledger(), processes);
    }

    KillRounds rounds(String what, LedgerAddress ledger, int processes) throws Exception {
        return new KillRounds(getClass().getSimpleName() + ", " + what, ledger, processes);
    }
}
