package dev.consent4j.benchmarks;

import dev.consent4j.store.StoredEntry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A connection for each client, which inserts a row and has it committed at once: what one would write without a ledger. */
final class PlainInserts implements Rival {

    private final List<Connection> connections = new ArrayList<>();
    private final List<PreparedStatement> inserts = new ArrayList<>();

    PlainInserts(String url, int clients) throws SQLException {
        for (int i = 0; i < clients; i++) {
            Connection connection = DriverManager.getConnection(url);
            connections.add(connection);
            inserts.add(connection.prepareStatement(INSERT));
        }
    }

    @Override
    public void keep(int client, StoredEntry entry) {
        try {
            PreparedStatement insert = inserts.get(client);
            Rival.bind(insert, entry);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        connections.forEach(Rival::close);
    }
}
