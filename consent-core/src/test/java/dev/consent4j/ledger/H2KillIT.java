package dev.consent4j.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that record into a file of H2, killed; only one may have it open. */
class H2KillIT {

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKillOfTheApplication() throws Exception {
        LedgerAddress file = LedgerAddress.jdbc("jdbc:h2:" + folder.resolve("ledger") + ";WRITE_DELAY=0");
        try (KillRounds rounds = new KillRounds("H2, application killed", file, 1)) {
            rounds.killTheApplication();
        }
    }
}
