package dev.consent4j.ledger;

import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresKillIT extends ServerKillContract {

    @Override
    DatabaseServer start(Path folder) {
        return PostgresServer.start(folder);
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
            killTheDatabase(rounds);
        }
    }

    @Test
    void whatTwoApplicationsPublishIsOneChainAfterAKillOfOne(@TempDir Path notes) throws Exception {
        LedgerAddress published = ledger().published(notes);
        try (KillRounds rounds = rounds("one of two publishing applications killed", published, 2)) {
            rounds.killTheApplication();
        }
        try (LedgerAddress.Open open = published.open()) {
            new PublishingFolder(notes).assertOneChain(open.ledger());
        }
    }
}
