/**
 * A store in a relational database: {@link dev.consent4j.store.jdbc.SqliteFile} is the embedded default, {@link
 * dev.consent4j.store.jdbc.JdbcLedgers} takes a pool of connections to a server.
 *
 * <p>In and out: as {@link dev.consent4j.store.ConsentStore}. {@code JdbcStore} speaks SQL that every database
 * understands; a {@code Database} opens connections and begins transactions; a {@code Dialect} knows the SQL, limits,
 * settings and errors of one product; the tables are in {@code schema-<database>.sql}. The driver is the application's
 * dependency.
 */
@NullMarked
package dev.consent4j.store.jdbc;

import org.jspecify.annotations.NullMarked;
