package dev.consent4j.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.contract.database.PostgresServer;
import dev.consent4j.json.EntryJson;
import dev.consent4j.key.SigningKeys;
import dev.consent4j.ledger.ConsentLedger;
import dev.consent4j.ledger.Publishing;
import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.jdbc.JdbcLedgers;
import dev.consent4j.store.jdbc.SqliteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs that a decision is sequenced, committed to and part of a signed tree: decisions a second that 16 clients
 * record, beside what the same database does with the same bytes alone.
 */
final class LedgerBudget {

    private static final double POSTGRES = 1.0;
    private static final double SQLITE = 0.6;
    private static final int POSTGRES_SLICE = 4_000;
    private static final int SQLITE_SLICE = 2_000;
    private static final String ORIGIN = "ledger.example.org/benchmark";

    private final List<Line> budgeted = new ArrayList<>();
    private final List<Line> beside = new ArrayList<>();

    /** Measures with a real PostgreSQL. */
    void postgres() {
        System.err.println("measuring PostgreSQL");
        try (Folder folder = new Folder();
                PostgresServer server = PostgresServer.start(folder.path());
                HikariDataSource pool = Pools.of(server.url());
                ConsentLedger ledger = open(JdbcLedgers.create(pool).ledger("ours"));
                Rival rival = new PlainInserts(server.url(), RecordingTrial.CLIENTS)) {
            RecordingTrial trial = new RecordingTrial(ledger, rival, POSTGRES_SLICE);
            trial.run();
            tell("PostgreSQL", trial, "16 plain inserters", POSTGRES);
            beside.addAll(DiskLatency.measure("PostgreSQL's disk", folder.path()));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Measures with an SQLite file. */
    void sqlite() {
        System.err.println("measuring SQLite");
        try (Folder folder = new Folder()) {
            Path file = folder.path().resolve("ledger.db");
            try (SqliteFile sqlite = SqliteFile.open(file);
                    ConsentLedger ledger = open(sqlite.ledger("ours"));
                    Rival rival = new GroupWriter(file)) {
                RecordingTrial trial = new RecordingTrial(ledger, rival, SQLITE_SLICE);
                trial.run();
                tell("SQLite", trial, "a bare group-committing writer", SQLITE);
                beside.addAll(DiskLatency.measure("SQLite's disk", folder.path()));
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A ledger that publishes as one in use does. */
    static ConsentLedger open(ConsentStore store) {
        SigningKeys keys = SigningKeys.inMemory(List.of(ORIGIN), new SecureRandom());
        return open(store, keys);
    }

    /** A ledger signed with these keys, which have to be this origin's. */
    static ConsentLedger open(ConsentStore store, SigningKeys keys) {
        Publishing publishing = new Publishing(ORIGIN, false, keys.of(ORIGIN), List.of(), Publishing.DELAY);
        return ConsentLedger.open("benchmark", store, new EntryJson(), new SecureRandom(), publishing);
    }

    /** Keys of the ledgers here, kept in a file, so that another JVM can open it too. */
    static SigningKeys keys(Path file) {
        return SigningKeys.open(file, List.of(ORIGIN));
    }

    private void tell(String database, RecordingTrial trial, String rival, double budget) {
        budgeted.add(Line.atLeast(
                database + ", decisions recorded a second / " + rival,
                trial.ratio(),
                "",
                budget,
                String.valueOf(budget)));
        beside.add(Line.beside(database + ", decisions recorded a second by 16 clients", trial.ours(), ""));
        beside.add(Line.beside("peer: " + database + ", " + rival + ", rows a second", trial.theirs(), ""));
        beside.add(Line.beside(database + ", length of an entry", trial.length(), "B"));
    }

    List<Line> budgeted() {
        return budgeted;
    }

    List<Line> beside() {
        return beside;
    }
}
