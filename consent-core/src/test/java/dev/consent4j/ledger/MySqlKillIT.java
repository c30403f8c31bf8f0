package dev.consent4j.ledger;

import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.MySqlServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MySqlKillIT extends ServerKillContract {

    @Override
    DatabaseServer start(Path folder) {
        return MySqlServer.start(folder);
    }
}
