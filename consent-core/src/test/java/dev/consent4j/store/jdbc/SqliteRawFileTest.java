package dev.consent4j.store.jdbc;

import dev.consent4j.contract.RawFileContract;
import dev.consent4j.store.ConsentStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class SqliteRawFileTest extends RawFileContract {

    @TempDir
    Path folder;

    private @Nullable SqliteFile file;

    @Override
    protected ConsentStore store() {
        file = SqliteFile.open(folder.resolve("ledger.sqlite"));
        return file.ledger("site");
    }

    @Override
    protected Path files() {
        return folder;
    }

    /** With the file still open, as a running application has it. */
    @Override
    protected void cleanUp() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.sqlite"));
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        if (file != null) {
            file.close();
        }
    }
}
