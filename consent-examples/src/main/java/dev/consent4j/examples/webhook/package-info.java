/**
 * Every entry of the ledger sent on as a signed webhook.
 *
 * <p>In: deliveries of the outbox. Out: one {@code POST} each, signed, in order, tried again until the receiver has taken
 * it. {@link dev.consent4j.examples.webhook.WebhookDemo} shows sender and receiver; {@code docs/outbox.md} is cut from
 * these files.
 */
@NullMarked
package dev.consent4j.examples.webhook;

import org.jspecify.annotations.NullMarked;
