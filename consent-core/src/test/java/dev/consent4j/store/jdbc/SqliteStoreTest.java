package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.consent4j.contract.ConsentStoreContract;
import dev.consent4j.store.ConsentStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends ConsentStoreContract {

    @TempDir
    Path folder;

    private int files;
    private @Nullable SqliteFile file;

    @Override
    protected ConsentStore newStore() {
        files++;
        return open();
    }

    @Override
    protected ConsentStore reopen() {
        assertNotNull(file);
        file.close();
        return open();
    }

    @Override
    protected ConsentStore otherLedger() {
        assertNotNull(file);
        return file.ledger("other");
    }

    @AfterEach
    void close() {
        if (file != null) {
            file.close();
        }
    }

    private ConsentStore open() {
        file = SqliteFile.open(folder.resolve("consent " + files + ".db"));
        return file.ledger("site");
    }
}
