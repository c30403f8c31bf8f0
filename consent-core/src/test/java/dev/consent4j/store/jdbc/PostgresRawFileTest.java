package dev.consent4j.store.jdbc;

import dev.consent4j.contract.database.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;

class PostgresRawFileTest extends JdbcRawFileContract {

    @Override
    String url() {
        return PostgresServer.shared().newDatabase();
    }

    @Override
    protected Path files() {
        return PostgresServer.shared().data().resolve("base");
    }

    /** Statistics keep frequent values of every column. */
    @Override
    protected void beforeErasing() throws SQLException {
        run("ANALYZE ledger_entry");
    }

    /** The write-ahead log is not cleaned by this; operations.md says when it goes. */
    @Override
    protected void cleanUp() throws SQLException {
        run("VACUUM (FULL, ANALYZE) ledger_entry", "VACUUM FULL pg_statistic", "CHECKPOINT");
    }
}
