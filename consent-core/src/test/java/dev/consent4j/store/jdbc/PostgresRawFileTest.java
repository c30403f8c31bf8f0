package dev.consent4j.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.RawFileContract;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.store.ConsentStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresRawFileTest extends RawFileContract {

    private String url() {
        return PostgresServer.shared().newDatabase();
    }

    private HikariDataSource pool;

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
        return PostgresServer.shared().data().resolve("base");
    }

    /** The write-ahead log is not cleaned by this; operations.md says when it goes. */
    @Override
    protected void cleanUp() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("VACUUM FULL");
        }
        PostgresServer.shared().execute("CHECKPOINT");
    }
}
