package dev.consent4j.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.RawFileContract;
import dev.consent4j.contract.database.MariaDbServer;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.store.ConsentStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class MariaDbRawFileTest extends RawFileContract {

    private String url() {
        String url = MariaDbServer.shared().newDatabase();
        database = url.replaceAll("\\?.*", "").replaceAll(".*/", "");
        return url;
    }

    private HikariDataSource pool;
    private String database = "";

    @BeforeEach
    void createTables() {
        pool = Pools.of(url());
        JdbcLedgers.create(pool);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Override
    protected ConsentStore store() {
        return JdbcLedgers.open(pool).ledger("site");
    }

    @Override
    protected Path files() {
        return MariaDbServer.shared().data().resolve(database);
    }

    /** Undo and redo logs are not cleaned by this; operations.md says when they go. */
    @Override
    protected void cleanUp() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("OPTIMIZE TABLE ledger_entry");
            statement.execute("FLUSH TABLES ledger_entry FOR EXPORT");
            statement.execute("UNLOCK TABLES");
        }
    }
}
