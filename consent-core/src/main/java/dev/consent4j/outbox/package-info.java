/**
 * Who else must know: every durable entry goes to each listener of the application, at least once and in order.
 *
 * <p>In: the entries of a ledger, and a {@link dev.consent4j.outbox.ConsentListener} with its name. Out: {@link
 * dev.consent4j.outbox.Delivery deliveries}, one after the other; how far each listener is; and, for an erasure, what
 * each has been given. How far a listener has come is kept in the ledger's store, so that deliveries go on where they
 * ended, in this process or another.
 */
@NullMarked
package dev.consent4j.outbox;

import org.jspecify.annotations.NullMarked;
