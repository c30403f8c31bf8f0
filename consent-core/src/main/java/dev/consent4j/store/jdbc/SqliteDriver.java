package dev.consent4j.store.jdbc;

import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** Finds the SQLite driver, an optional dependency, and loads its native library without leaving a copy behind. */
final class SqliteDriver {

    /** The version this library is tested with. */
    static final String TESTED_VERSION = "3.54.1.0";

    private static final String CLASS = "org.sqlite.JDBC";
    private static final String LIBRARY_FOLDER = "org.sqlite.tmpdir";

    private static boolean loaded;

    private SqliteDriver() {}

    static synchronized Driver load(Path folder) {
        try {
            Driver driver = Class.forName(CLASS)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            loadLibrary(driver, folder);
            return driver;
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException("The store", List.of(missing()));
        } catch (ReflectiveOperationException | SQLException | IOException | LinkageError e) {
            throw new ConfigurationException("The store", List.of(unusable(e)));
        }
    }

    /**
     * The driver copies its library into a folder, loads it and deletes the copy when the process ends, which a killed
     * process does not. So the copy goes into a folder of ours, which is deleted as soon as the library is loaded; where
     * a loaded library cannot be deleted (Windows), the driver's own deletion remains.
     */
    private static void loadLibrary(Driver driver, Path folder) throws SQLException, IOException {
        if (loaded || System.getProperty(LIBRARY_FOLDER) != null) {
            return;
        }
        Path copy = Files.createTempDirectory(folder, ".sqlite-");
        System.setProperty(LIBRARY_FOLDER, copy.toString());
        try {
            driver.connect("jdbc:sqlite::memory:", new Properties()).close();
            loaded = true;
        } finally {
            System.clearProperty(LIBRARY_FOLDER);
            delete(copy);
        }
    }

    private static void delete(Path folder) {
        File[] files = folder.toFile().listFiles();
        for (File file : files == null ? new File[0] : files) {
            file.delete();
        }
        folder.toFile().delete();
    }

    private static Problem missing() {
        return Problem.at(
                "store",
                "the SQLite driver, which the store in a file needs, is not on the class path.",
                "Add <dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId><version>"
                        + TESTED_VERSION + "</version></dependency> (Gradle: org.xerial:sqlite-jdbc:" + TESTED_VERSION
                        + "), or choose another store.");
    }

    private static Problem unusable(Throwable cause) {
        return Problem.at(
                "store",
                "the native library of the SQLite driver could not be loaded: " + cause + ".",
                "Name a folder from which libraries may be loaded with -D" + LIBRARY_FOLDER + "=<folder>.");
    }
}
