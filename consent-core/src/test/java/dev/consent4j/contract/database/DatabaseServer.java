package dev.consent4j.contract.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A database server as a child process on a free port of the loopback address, durable as in production. Not thread safe,
 * but for {@link #newDatabase()}.
 */
public abstract sealed class DatabaseServer implements AutoCloseable
        permits PostgresServer, MariaDbServer, MySqlServer {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path home;
    private final Path folder;
    private final int port = ServerProcess.freePort();
    private final List<String> settings;
    private @Nullable ServerProcess process;

    /**
     * Made, not yet started.
     *
     * @param home where its programs are
     * @param folder where its data and its log are
     * @param settings what to add to its settings
     */
    DatabaseServer(Path home, Path folder, List<String> settings) {
        this.home = home;
        this.folder = folder.toAbsolutePath();
        this.settings = List.copyOf(settings);
    }

    /** Makes its data if there are none, and starts it. */
    static <S extends DatabaseServer> S started(S server) throws IOException {
        DatabaseServer it = server;
        if (!it.hasData()) {
            Files.createDirectories(it.data());
            it.initialise();
        }
        it.process = it.launch();
        return server;
    }

    /** Whether there are data of an earlier server. */
    abstract boolean hasData();

    /** Makes the data of a new server; the directory is there and empty. */
    abstract void initialise() throws IOException;

    /** The command that runs it. */
    abstract List<String> command(List<String> settings);

    /** The signal that ends it in good order. */
    abstract String endSignal();

    /** The port it listens to, the same after a restart. */
    public int port() {
        return port;
    }

    /** Its data directory. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Whether its process lives. */
    public boolean isRunning() {
        return running().isAlive();
    }

    /** Its process id. */
    public long pid() {
        return running().pid();
    }

    /** JDBC address at which an administrator can run SQL and nothing of a ledger is. */
    public abstract String url();

    /** JDBC address of a database, as administrator. */
    abstract String addressOf(String database);

    /**
     * Creates an empty database.
     *
     * @return its JDBC address, as administrator
     */
    public String newDatabase() {
        String name = "database" + DATABASES.incrementAndGet() + "_"
                + ProcessHandle.current().pid();
        execute("CREATE DATABASE " + name);
        return addressOf(name);
    }

    /**
     * Runs SQL as administrator, outside the databases of {@link #newDatabase()}.
     *
     * @param sql one statement
     */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Kills it and its children as {@code kill -9} does. */
    public void kill9() {
        running().kill9();
    }

    /** Starts it again on the same data and port, after {@link #kill9()} or {@link #stop()}. */
    public void restart() {
        if (running().isAlive()) {
            throw new IllegalStateException("it runs already");
        }
        process = launch();
    }

    /** Ends it in good order; open transactions are taken back. */
    public void stop() {
        running().stop(endSignal());
    }

    /** Kills it if it still runs; the data stays. */
    @Override
    public void close() {
        running().kill9();
    }

    /** Where its programs are. */
    Path home() {
        return home;
    }

    /** Where its data and its log are. */
    Path folder() {
        return folder;
    }

    Path log() {
        return folder.resolve("server.log");
    }

    private ServerProcess launch() {
        ServerProcess launched = ServerProcess.start(command(settings), log());
        launched.awaitConnection(url());
        return launched;
    }

    private ServerProcess running() {
        ServerProcess running = process;
        if (running == null) {
            throw new IllegalStateException("it was never started");
        }
        return running;
    }

    /** The server that all tests of this JVM share, started when first asked for. */
    static final class Shared<S extends DatabaseServer> {

        private final String name;
        private final Start<S> start;
        private @Nullable S server;

        Shared(String name, Start<S> start) {
            this.name = name;
            this.start = start;
        }

        /** Starts a server in an empty folder. */
        interface Start<S> {

            S in(Path folder);
        }

        synchronized S get() {
            S known = server;
            if (known != null) {
                return known;
            }
            try {
                Path folder = Files.createTempDirectory("consent4j-" + name + "-");
                S started = start.in(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    started.kill9();
                    ServerBinaries.delete(folder);
                }));
                server = started;
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
