/**
 * Real database servers for tests, started as child processes without Docker: {@link
 * dev.consent4j.contract.database.PostgresServer}, {@link dev.consent4j.contract.database.MariaDbServer} and {@link
 * dev.consent4j.contract.database.MySqlServer}, durable as in production and dead with the JVM that started them.
 *
 * <p>In: their binaries, as Maven artifacts on the test class path. Out: JDBC addresses, and the means to kill.
 */
@NullMarked
package dev.consent4j.contract.database;

import org.jspecify.annotations.NullMarked;
