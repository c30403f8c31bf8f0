package dev.consent4j.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.RawFileContract;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.store.ConsentStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What is left in the files of a database behind a pool. */
abstract class JdbcRawFileContract extends RawFileContract {

    private HikariDataSource pool;

    /** Address of a new database. */
    abstract String url();

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

    /** Runs statements as an administrator does, one after the other in one session. */
    void run(String... statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
