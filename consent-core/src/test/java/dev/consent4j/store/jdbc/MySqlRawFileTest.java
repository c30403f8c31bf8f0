package dev.consent4j.store.jdbc;

import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.MySqlServer;
import org.junit.jupiter.api.Tag;

@Tag("mysql")
class MySqlRawFileTest extends MariaDbRawFileTest {

    @Override
    DatabaseServer server() {
        return MySqlServer.shared();
    }
}
