package dev.consent4j.store.jdbc;

import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.MariaDbServer;

class MariaDbStoreTest extends ServerStoreContract {

    @Override
    DatabaseServer server() {
        return MariaDbServer.shared();
    }
}
