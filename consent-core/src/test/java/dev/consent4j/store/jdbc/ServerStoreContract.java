package dev.consent4j.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.ConsentStoreContract;
import dev.consent4j.contract.database.DatabaseServer;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.store.ConsentStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** What every store promises, promised by the tables of a database server. */
abstract class ServerStoreContract extends ConsentStoreContract {

    private static @Nullable HikariDataSource pool;
    private static int sites;

    /** A running server. */
    abstract DatabaseServer server();

    @AfterAll
    static void closePool() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    @Override
    protected ConsentStore newStore() {
        sites++;
        return reopen();
    }

    @Override
    protected ConsentStore reopen() {
        return JdbcLedgers.open(tables()).ledger("site " + sites);
    }

    @Override
    protected ConsentStore otherLedger() {
        return JdbcLedgers.open(tables()).ledger("other than " + sites);
    }

    /** One database for all tests of a class. */
    private HikariDataSource tables() {
        if (pool == null) {
            pool = Pools.of(server().newDatabase());
            JdbcLedgers.create(pool);
        }
        return pool;
    }
}
