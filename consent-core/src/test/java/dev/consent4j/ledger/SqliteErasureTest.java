package dev.consent4j.ledger;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.jdbc.SqliteFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteErasureTest extends ErasureContract {

    @TempDir
    Path folder;

    private @Nullable SqliteFile file;

    @Override
    ConsentStore store() {
        if (file == null) {
            file = SqliteFile.open(folder.resolve("consent.db"));
        }
        return file.ledger("site");
    }

    @AfterEach
    void closeFile() {
        if (file != null) {
            file.close();
        }
    }
}
