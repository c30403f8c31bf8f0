/**
 * A store in a relational database; SQLite in one file is the embedded default.
 *
 * <p>In and out: as {@link dev.consent4j.store.ConsentStore}. {@code JdbcStore} speaks SQL that every database
 * understands; a {@code Database} knows how one product opens connections, begins a transaction, and what its errors
 * mean; the tables are in {@code schema-<database>.sql}. The driver is the application's dependency.
 */
@NullMarked
package dev.consent4j.store.jdbc;

import org.jspecify.annotations.NullMarked;
