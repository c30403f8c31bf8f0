package dev.consent4j.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreCorruptedException;
import dev.consent4j.store.StoreUnavailableException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;

class SqliteFileTest {

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatItCreatesIsForItsOwnerOnly() throws IOException {
        Path data = folder.resolve("a").resolve("data");
        try (SqliteFile file = SqliteFile.open(data.resolve("consent.db"))) {
            Appending.append(file.ledger("site"), "a");
            assertEquals("rwx------", rights(data));
            assertEquals("rwx------", rights(data.getParent()));
            for (String name : List.of("consent.db", "consent.db-wal", "consent.db-shm")) {
                assertEquals("rw-------", rights(data.resolve(name)), name);
            }
        }
    }

    @Test
    void keepsLedgersOfOneFileApart() {
        try (SqliteFile file = SqliteFile.open(path())) {
            ConsentStore one = file.ledger("one");
            ConsentStore other = file.ledger("other");
            Appending.append(one, "a");
            Appending.append(other, "a");
            Appending.append(other, "b");
            assertEquals(1, one.head().size());
            assertEquals(2, other.head().size());
            assertTrue(one.byId("b").isEmpty());
            one.close();
            assertEquals(1, other.byId("b").orElseThrow().index());
        }
    }

    @Test
    void closingTheFileEndsEveryLedger() {
        SqliteFile file = SqliteFile.open(path());
        ConsentStore store = file.ledger("site");
        file.close();
        file.close();
        assertTrue(assertThrows(StoreUnavailableException.class, store::head).outcomeKnown());
        assertThrows(StoreUnavailableException.class, () -> Appending.append(store, "a"));
    }

    @Test
    void closingLeavesOneFileWithEverything() throws IOException {
        try (SqliteFile file = SqliteFile.open(path())) {
            Appending.append(file.ledger("site"), "a");
            file.ledger("site").head();
        }
        assertEquals(List.of("consent.db"), names());
    }

    @Test
    void manyMayCreateTheSameFileAtOnce() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String id = "id" + i;
                tasks.add(() -> {
                    try (SqliteFile file = SqliteFile.open(path())) {
                        return Appending.append(file.ledger("site"), id).size();
                    }
                });
            }
            List<Long> sizes = new ArrayList<>();
            for (Future<Long> size : executor.invokeAll(tasks)) {
                sizes.add(size.get());
            }
            assertEquals(
                    List.of(1L, 2L, 3L, 4L, 5L, 6L), sizes.stream().sorted().toList());
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void holdsTheSettingsThatSurvivePowerLoss() throws SQLException {
        SqliteFile.open(path()).close();
        try (Connection connection = new SqliteConnections(SqliteDriver.load(folder), path()).open()) {
            Session session = new Session(connection);
            assertEquals("wal", session.value("PRAGMA journal_mode"));
            assertEquals("2", session.value("PRAGMA synchronous"));
            assertEquals("1", session.value("PRAGMA fullfsync"));
            assertEquals("1", session.value("PRAGMA checkpoint_fullfsync"));
            assertEquals("5000", session.value("PRAGMA busy_timeout"));
        }
    }

    @Test
    void refusesWeakerSettings() throws SQLException {
        try (Connection inMemory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            SQLException failure = assertThrows(
                    SqliteConnections.WeakSettingException.class,
                    () -> SqliteConnections.demandDurability(new Session(inMemory)));
            assertTrue(String.valueOf(failure.getMessage()).contains("journal_mode is memory and not wal"));
        }
        ConfigurationException refusal = assertThrows(
                ConfigurationException.class,
                () -> SqliteFile.open(new SqliteConnections(SqliteDriver.load(folder), path()) {
                    @Override
                    Connection open() throws SQLException {
                        throw new WeakSettingException("synchronous", "1", "2");
                    }
                }));
        assertTrue(message(refusal).contains("synchronous is 1 and not 2"));
    }

    @Test
    void refusesTheFileOfAnotherApplication() throws SQLException {
        execute("CREATE TABLE theirs (x)");
        assertTrue(refusal(path()).contains("is an SQLite file of another application"));
    }

    @Test
    void refusesANewerLayout() throws SQLException {
        SqliteFile.open(path()).close();
        execute("PRAGMA user_version = 2");
        assertTrue(refusal(path()).contains("has layout 2; this version of the library knows layout 1"));
    }

    @Test
    void tellsThatAFileIsNoDatabase() throws IOException {
        Files.writeString(path(), "this is a letter to a friend, and not a database. ".repeat(100));
        StoreCorruptedException failure = assertThrows(StoreCorruptedException.class, () -> SqliteFile.open(path()));
        assertTrue(String.valueOf(failure.getMessage()).contains("consent.db"));
    }

    @Test
    void tellsThatAFileIsDamaged() throws IOException {
        try (SqliteFile file = SqliteFile.open(path())) {
            for (int i = 0; i < 50; i++) {
                Appending.append(file.ledger("site"), "id" + i);
            }
        }
        byte[] bytes = Files.readAllBytes(path());
        Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5a);
        Files.write(path(), bytes);
        assertThrows(StoreCorruptedException.class, () -> {
            try (SqliteFile file = SqliteFile.open(path())) {
                file.ledger("site").read(0, 100);
            }
        });
    }

    @Test
    void refusesAPlaceWhereNoFileCanBe() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter"), "");
        assertTrue(refusal(folder).contains("is no file"));
        assertTrue(refusal(letter.resolve("consent.db")).contains("letter"));
        assertTrue(refusal(letter.resolve("below").resolve("consent.db")).contains("letter"));
    }

    @Test
    void tellsWhatToAddWhenTheDriverIsMissing() throws Exception {
        URL[] withoutDriver = Stream.of(
                        SqliteFile.class, org.slf4j.Logger.class, org.jspecify.annotations.Nullable.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(withoutDriver, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(SqliteFile.class.getName());
            InvocationTargetException failure = assertThrows(
                    InvocationTargetException.class,
                    () -> type.getMethod("open", Path.class).invoke(null, path()));
            Throwable cause = failure.getCause();
            assertEquals(
                    ConfigurationException.class.getName(), cause.getClass().getName());
            assertTrue(message(cause).contains("<groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId>"));
            assertTrue(message(cause).contains(SQLiteJDBCLoader.getVersion()));
        }
    }

    @Test
    void looksUpBySubjectThroughTheSubjectsIndex() throws SQLException {
        SqliteFile.open(path()).close();
        String bySubject = plan("ledger = 'l' AND entry_index < 9 AND subject = 's'");
        assertTrue(bySubject.contains("ledger_entry_by_subject"), bySubject);
        assertFalse(bySubject.contains("TEMP B-TREE"), bySubject);
        String byBoth = plan("ledger = 'l' AND entry_index < 9 AND kind = 'k' AND subject = 's'");
        assertTrue(byBoth.contains("ledger_entry_by_subject"), byBoth);
        assertFalse(byBoth.contains("TEMP B-TREE"), byBoth);
        String byKind = plan("ledger = 'l' AND entry_index < 9 AND kind = 'k'");
        assertTrue(byKind.contains("ledger_entry_by_kind"), byKind);
        assertFalse(byKind.contains("TEMP B-TREE"), byKind);
    }

    private String plan(String condition) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN SELECT bytes FROM ledger_entry WHERE "
                        + condition + " ORDER BY entry_index DESC LIMIT 5")) {
            while (row.next()) {
                plan.append(row.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }

    private Path path() {
        return folder.resolve("consent.db");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String refusal(Path file) {
        return message(assertThrows(ConfigurationException.class, () -> SqliteFile.open(file)));
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
