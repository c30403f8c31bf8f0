package dev.consent4j.store.jdbc;

import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.PostgresServer;

class PostgresStoreTest extends ServerStoreContract {

    @Override
    DatabaseServer server() {
        return PostgresServer.shared();
    }
}
