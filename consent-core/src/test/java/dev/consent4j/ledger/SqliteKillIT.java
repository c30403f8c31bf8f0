package dev.consent4j.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that record into a file of SQLite, killed. */
class SqliteKillIT {

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillOfTheApplication() throws Exception {
        LedgerAddress file = LedgerAddress.sqlite(folder.resolve("consent.db"));
        try (KillRounds rounds = new KillRounds("SQLite, application killed", file, 1)) {
            rounds.killTheApplication();
        }
    }
}
