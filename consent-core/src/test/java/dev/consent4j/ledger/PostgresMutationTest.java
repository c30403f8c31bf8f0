package dev.consent4j.ledger;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.jdbc.JdbcLedgers;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class PostgresMutationTest extends MutationContract {

    private @Nullable HikariDataSource pool;

    @Override
    ConsentStore store() {
        pool = Pools.of(PostgresServer.shared().newDatabase());
        return JdbcLedgers.create(pool).ledger("site");
    }

    @Override
    Connection connect() throws SQLException {
        return pool.getConnection();
    }

    @AfterEach
    void closePool() {
        if (pool != null) {
            pool.close();
        }
    }
}
