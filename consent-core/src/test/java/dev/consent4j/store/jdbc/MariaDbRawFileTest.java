package dev.consent4j.store.jdbc;

import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.MariaDbServer;
import java.nio.file.Path;
import java.sql.SQLException;

class MariaDbRawFileTest extends JdbcRawFileContract {

    private String database = "";

    DatabaseServer server() {
        return MariaDbServer.shared();
    }

    @Override
    String url() {
        String url = server().newDatabase();
        database = url.replaceAll("\\?.*", "").replaceAll(".*/", "");
        return url;
    }

    @Override
    protected Path files() {
        return server().data().resolve(database);
    }

    /** Undo and redo logs are not cleaned by this; operations.md says when they go. */
    @Override
    protected void cleanUp() throws SQLException {
        run("OPTIMIZE TABLE ledger_entry", "FLUSH TABLES ledger_entry FOR EXPORT", "UNLOCK TABLES");
    }
}
