package dev.consent4j.ledger;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.jdbc.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteMutationTest extends MutationContract {

    @TempDir
    Path folder;

    private @Nullable SqliteFile file;

    @Override
    ConsentStore store() {
        file = SqliteFile.open(folder.resolve("consent.db"));
        return file.ledger("site");
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("consent.db"));
    }

    @AfterEach
    void closeFile() {
        if (file != null) {
            file.close();
        }
    }
}
