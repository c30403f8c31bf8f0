package dev.consent4j.outbox;

/**
 * Gets every durable entry of a ledger at least once, in order: a search index, a webhook, a data warehouse. Called by
 * one thread of its own for each site, so a slow one never slows recording.
 *
 * <p>An entry may come again: after a crash up to a second of them, after a call that took longer than {@link
 * Outbox#LEASE} also from another process. Recognise it by site and index.
 *
 * <p>An entry erased meanwhile comes as erased, with its index only; so does, as restricted, one whose erasure was asked
 * for and that is still owed. An {@link dev.consent4j.entry.Erased} entry names indexes erased later, a {@link
 * dev.consent4j.entry.Restricted} one those that may be kept and not used: whoever keeps copies erases or locks them too.
 */
@FunctionalInterface
public interface ConsentListener {

    /**
     * Takes one entry. Returning means it is taken for good and the next one follows.
     *
     * @param delivery the entry and where it comes from
     * @throws StopDeliveryException if nothing shall be delivered any more; until the next start nothing is
     * @throws Exception if the entry could not be taken; it is delivered again after a pause that grows with each
     *     failure up to {@link Outbox#LONGEST_PAUSE}, and nothing else is delivered before
     */
    void deliver(Delivery delivery) throws Exception;
}
