package dev.consent4j.benchmarks;

import dev.consent4j.contract.database.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Answers on a banner that are recorded over HTTP by 16 connections that stay open: here and by the c15t backend, which npm
 * has installed into a folder, in alternating slices on the same PostgreSQL.
 */
final class PeerBudget {

    private static final double BUDGET = 20;
    private static final int ROUNDS = 10;
    private static final int OUR_WARM_UP = 100_000;
    private static final int THEIR_WARM_UP = 2_000;
    private static final int OUR_SLICE = 1_500;
    private static final int THEIR_SLICE = 100;
    private static final String SCRIPT = "c15t.mjs";
    private static final Pattern RENDERING = Pattern.compile("name=\"shown\" value=\"([0-9a-zA-Z_-]+)\"");

    private final Path folder;
    private final List<Line> budgeted = new ArrayList<>();
    private final List<Line> beside = new ArrayList<>();
    private final SampleDecisions decisions = new SampleDecisions(3, Long.MAX_VALUE);
    private final AtomicLong made = new AtomicLong();

    PeerBudget(Path folder) {
        this.folder = folder;
    }

    /** How an answer is sent. */
    private record Target(String path, String type, LongFunction<String> body, List<PostConnection> connections) {

        void send(int client, long number) {
            try {
                PostConnection.Answer answer = connections.get(client).send("POST", path, type, body.apply(number));
                if (answer.status() >= 400) {
                    throw new IllegalStateException(path + " answered " + answer);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Measures. */
    void measure() {
        System.err.println("measuring HTTP beside c15t");
        try (Folder data = new Folder();
                PostgresServer server = PostgresServer.start(data.path())) {
            String ours = server.newDatabase();
            String theirs = server.newDatabase();
            Process peer = peer(theirs);
            try (ChildJvm site = ChildJvm.start(List.of(), RecordingServer.class, ours);
                    BufferedReader said = peer.inputReader()) {
                int port = Integer.parseInt(site.answer());
                int peerPort = Integer.parseInt(Objects.requireNonNull(said.readLine(), "c15t did not start"));
                compare(form(port), subjects(peerPort));
            } finally {
                end(peer);
            }
            counted("recorded here", ours, "SELECT count(*) FROM ledger_entry WHERE kind = 'decision'");
            counted("recorded by c15t", theirs, "SELECT count(*) FROM consent");
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void compare(Target ours, Target theirs) {
        List<Double> ratios = new ArrayList<>();
        List<Double> here = new ArrayList<>();
        List<Double> there = new ArrayList<>();
        try (Clients clients = new Clients(RecordingTrial.CLIENTS)) {
            rate(clients, ours, OUR_WARM_UP);
            rate(clients, theirs, THEIR_WARM_UP);
            for (int round = 0; round < ROUNDS; round++) {
                boolean oursFirst = round % 2 == 0;
                double first = oursFirst ? rate(clients, ours, OUR_SLICE) : rate(clients, theirs, THEIR_SLICE);
                double second = oursFirst ? rate(clients, theirs, THEIR_SLICE) : rate(clients, ours, OUR_SLICE);
                here.add(oursFirst ? first : second);
                there.add(oursFirst ? second : first);
                ratios.add(here.get(here.size() - 1) / there.get(there.size() - 1));
            }
        }
        budgeted.add(Line.atLeast("HTTP, decisions recorded a second / c15t", estimate(ratios), "", BUDGET, "20"));
        beside.add(Line.beside("HTTP, decisions recorded a second", estimate(here), ""));
        beside.add(Line.beside("peer: c15t, decisions recorded a second", estimate(there), ""));
    }

    private double rate(Clients clients, Target target, int requests) {
        long from = made.getAndAdd(requests);
        List<Long> numbers = LongStream.range(from, from + requests).boxed().toList();
        return clients.rate(numbers, target::send);
    }

    /** The form of the choices page, sent from the banner: some granted, the rest refused. */
    private Target form(int port) throws IOException {
        List<PostConnection> connections = connections(port);
        String page = connections.get(0).send("GET", "/privacy/choices", "", "").body();
        Matcher shown = RENDERING.matcher(page);
        if (!shown.find()) {
            throw new IllegalStateException("The page has no form: " + page);
        }
        String rest = "&source=banner&action=save&answered=measurement&answered=marketing&purpose=measurement&shown="
                + shown.group(1);
        return new Target(
                "/privacy/choices",
                "application/x-www-form-urlencoded",
                number -> "decision=" + id(number) + rest,
                connections);
    }

    private Target subjects(int port) throws IOException {
        return new Target(
                "/subjects",
                "application/json",
                number -> "{\"type\":\"cookie_banner\",\"subjectId\":\"sub_"
                        + id(number).replaceAll("[-_0OIl]", "x")
                        + "\",\"domain\":\"" + Scene.HOST
                        + "\",\"preferences\":{\"necessary\":true,\"measurement\":true,\"marketing\":false},\"givenAt\":"
                        + System.currentTimeMillis() + "}",
                connections(port));
    }

    private String id(long number) {
        return decisions.of(number).decision().id().text();
    }

    private static List<PostConnection> connections(int port) throws IOException {
        List<PostConnection> connections = new ArrayList<>();
        for (int i = 0; i < RecordingTrial.CLIENTS; i++) {
            connections.add(new PostConnection(port));
        }
        return connections;
    }

    private Process peer(String url) throws IOException {
        try (InputStream script = Objects.requireNonNull(PeerBudget.class.getResourceAsStream(SCRIPT))) {
            Files.copy(script, folder.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder node = new ProcessBuilder("node", SCRIPT)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // The address of JDBC names the user in a parameter.
        node.environment()
                .put(
                        "DATABASE_URL",
                        url.replace("jdbc:", "").replace("//", "//postgres@").replaceAll("\\?.*", ""));
        node.environment().put("NODE_ENV", "production");
        return node.start();
    }

    private static void end(Process peer) throws IOException {
        peer.getOutputStream().close();
        try {
            if (!peer.waitFor(5, TimeUnit.SECONDS)) {
                peer.destroyForcibly();
            }
        } catch (InterruptedException e) {
            peer.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Rows after all, so that nothing that only looked like recording counts. */
    private void counted(String what, String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            beside.add(Line.beside("HTTP, rows " + what, estimate(List.of(row.getDouble(1))), ""));
        }
    }

    private static Samples.Estimate estimate(List<Double> values) {
        return Samples.even(List.of(values)).estimate();
    }

    List<Line> budgeted() {
        return budgeted;
    }

    List<Line> beside() {
        return beside;
    }
}
