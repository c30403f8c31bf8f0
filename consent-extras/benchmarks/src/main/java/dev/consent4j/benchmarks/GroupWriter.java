package dev.consent4j.benchmarks;

import dev.consent4j.store.StoredEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** One thread that inserts into an SQLite file, as durably as the ledger does, whatever waits in one transaction. */
final class GroupWriter implements Rival {

    private final Connection connection;
    private final PreparedStatement insert;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::write, "rival");

    /** An entry whose client waits. */
    private record Waiting(StoredEntry entry, CompletableFuture<Boolean> kept) {}

    GroupWriter(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=5000");
        execute("PRAGMA synchronous = FULL");
        insert = connection.prepareStatement(INSERT);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void keep(int client, StoredEntry entry) {
        Waiting waiting = new Waiting(entry, new CompletableFuture<>());
        queue.add(waiting);
        waiting.kept().join();
    }

    private void write() {
        List<Waiting> group = new ArrayList<>();
        try {
            while (true) {
                group.add(queue.take());
                queue.drainTo(group);
                execute("BEGIN IMMEDIATE");
                for (Waiting waiting : group) {
                    Rival.bind(insert, waiting.entry());
                    insert.executeUpdate();
                }
                execute("COMMIT");
                group.forEach(waiting -> waiting.kept().complete(true));
                group.clear();
            }
        } catch (InterruptedException closed) {
            Rival.close(connection);
        } catch (SQLException e) {
            group.forEach(waiting -> waiting.kept().completeExceptionally(e));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
