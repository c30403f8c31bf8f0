package dev.consent4j.contract.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Connection pools, for tests. */
public final class Pools {

    private static final int CONNECTIONS = 10;

    private Pools() {}

    /**
     * A pool of connections that are opened when needed.
     *
     * @param url JDBC address
     * @return the pool, to be closed
     */
    public static HikariDataSource of(String url) {
        return of(url, CONNECTIONS);
    }

    /**
     * A pool of connections that are opened when needed.
     *
     * @param url JDBC address
     * @param connections how many at most
     * @return the pool, to be closed
     */
    public static HikariDataSource of(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
