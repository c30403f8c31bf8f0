package dev.consent4j.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.ConsentStoreContract;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.store.ConsentStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends ConsentStoreContract {

    private static HikariDataSource pool;
    private static int sites;

    @BeforeAll
    static void createTables() {
        pool = Pools.of(PostgresServer.shared().newDatabase());
        JdbcLedgers.create(pool);
    }

    @AfterAll
    static void closePool() {
        if (pool != null) {
            pool.close();
        }
    }

    @Override
    protected ConsentStore newStore() {
        sites++;
        return reopen();
    }

    @Override
    protected ConsentStore reopen() {
        return JdbcLedgers.open(pool).ledger("site " + sites);
    }

    @Override
    protected ConsentStore otherLedger() {
        return JdbcLedgers.open(pool).ledger("other than " + sites);
    }
}
