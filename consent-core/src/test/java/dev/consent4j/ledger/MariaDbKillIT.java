package dev.consent4j.ledger;

import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.MariaDbServer;
import java.nio.file.Path;

class MariaDbKillIT extends ServerKillContract {

    @Override
    DatabaseServer start(Path folder) {
        return MariaDbServer.start(folder);
    }
}
