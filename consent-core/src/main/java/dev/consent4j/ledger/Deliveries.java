package dev.consent4j.ledger;

import dev.consent4j.entry.IndexRanges;
import java.util.List;

/** What was handed on beside exports, such as by webhooks; asked by an erasure, which names it. Thread safe. */
@FunctionalInterface
public interface Deliveries {

    /** Nothing is handed on. */
    Deliveries NONE = indexes -> List.of();

    /**
     * The deliveries that held an entry.
     *
     * @param indexes places of entries
     * @return random ids of the deliveries that held any of them, oldest first; never identifying
     */
    List<String> thatHeld(IndexRanges indexes);
}
