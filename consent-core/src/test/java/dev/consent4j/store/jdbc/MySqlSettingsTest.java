package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.MySqlServer;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.EntryRefusedException;
import java.sql.Connection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MySQL does otherwise than MariaDB, and that it is held to the same. */
@Tag("mysql")
class MySqlSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "innodb_flush_log_at_trx_commit, 2, 1",
        "innodb_flush_log_at_trx_commit, 0, 1",
        "sync_binlog, 0, 1",
        "innodb_doublewrite, DETECT_ONLY, ON"
    })
    void refusesASettingThatLosesWhatWasAcknowledged(String setting, String weak, String demanded) {
        MySqlServer server = MySqlServer.shared();
        try (HikariDataSource pool = Pools.of(server.newDatabase())) {
            JdbcLedgers.create(pool);
            server.execute("SET GLOBAL " + setting + " = " + weak);
            String refusal = String.valueOf(assertThrows(ConfigurationException.class, () -> JdbcLedgers.open(pool))
                    .getMessage());
            assertTrue(refusal.contains("MySQL runs with " + setting + " = " + weak), refusal);
            assertTrue(refusal.contains("Set " + setting + " = " + demanded), refusal);
        } finally {
            server.execute("SET GLOBAL " + setting + " = " + demanded);
        }
    }

    @Test
    void saysHowToCreateTheTables() {
        try (HikariDataSource pool = Pools.of(MySqlServer.shared().newDatabase())) {
            String refusal = String.valueOf(assertThrows(ConfigurationException.class, () -> JdbcLedgers.open(pool))
                    .getMessage());
            assertTrue(refusal.contains("there is no table ledger_entry"), refusal);
            assertTrue(refusal.contains("schema-mariadb.sql | mysql <database>"), refusal);
        }
    }

    @Test
    void refusesWhatItCannotKeepAndGoesOn() {
        try (HikariDataSource pool = Pools.of(MySqlServer.shared().newDatabase())) {
            ConsentStore store = JdbcLedgers.create(pool).ledger("site");
            assertThrows(EntryRefusedException.class, () -> Appending.append(store, "large", 80 * 1_024 * 1_024));
            assertThrows(EntryRefusedException.class, () -> Appending.append(store, "x".repeat(513)));
            for (String id : new String[] {"id", "ID", "id ", "\u00efd", "nul \0"}) {
                Appending.append(store, id);
            }
            assertEquals("id ", store.byId("id ").orElseThrow().keys().id());
            assertEquals(5, store.head().size());
        }
    }

    @Test
    void givesConnectionsBackAsTheyWere() throws Exception {
        try (HikariDataSource pool = Pools.of(MySqlServer.shared().newDatabase(), 1)) {
            JdbcLedgers.create(pool);
            Connection only = pool.getConnection();
            only.setReadOnly(true);
            only.setNetworkTimeout(Runnable::run, 77_000);
            ConsentStore store = JdbcLedgers.open(new Faults(only).source()).ledger("site");
            Appending.append(store, "a");
            assertEquals(1, store.head().size());
            assertTrue(only.getAutoCommit());
            assertTrue(only.isReadOnly());
            assertEquals(77_000, only.getNetworkTimeout());
        }
    }
}
