package dev.consent4j.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.ConsentStoreContract;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.store.ConsentStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends ConsentStoreContract {

    @TempDir
    static Path folder;

    private static HikariDataSource pool;
    private static int sites;

    @BeforeAll
    static void createTables() {
        pool = Pools.of("jdbc:h2:" + folder.resolve("ledger") + ";WRITE_DELAY=0");
        JdbcLedgers.create(pool);
    }

    @AfterAll
    static void closePool() {
        pool.close();
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

    /** H2 repeated an answer from before the commit in every other run. */
    @RepeatedTest(12)
    void aReaderSeesWhatWasCommittedSinceItLastAsked() throws Exception {
        aReaderSeesWholeAppendsOnly();
    }
}
