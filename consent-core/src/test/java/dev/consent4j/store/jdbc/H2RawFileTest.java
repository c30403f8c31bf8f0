package dev.consent4j.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.mvstore.MVStoreTool;
import org.junit.jupiter.api.io.TempDir;

class H2RawFileTest extends JdbcRawFileContract {

    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:h2:" + folder.resolve("ledger") + ";WRITE_DELAY=0";
    }

    @Override
    protected Path files() {
        return folder;
    }

    /** Compacting alone copies an index page by page, with the keys that stand in it as signposts only. */
    @Override
    protected void cleanUp() throws SQLException, IOException {
        closePool();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String column : List.of("id", "kind", "subject", "account")) {
                statement.execute("DROP INDEX ledger_entry_by_" + column);
            }
            statement.execute("RUNSCRIPT FROM 'classpath:dev/consent4j/store/jdbc/schema-h2.sql'");
            statement.execute("SHUTDOWN COMPACT");
        }
        // Compacting compresses, in which a search could overlook a text; an unpacked copy hides nothing.
        Path unpacked = Files.copy(folder.resolve("ledger.mv.db"), folder.resolve("unpacked.mv.db"));
        MVStoreTool.compact(unpacked.toString(), false);
        try (HikariDataSource again = Pools.of(url())) {
            JdbcLedgers.open(again);
        }
    }
}
