package dev.consent4j.ledger;

import dev.consent4j.entry.IndexRanges;
import java.util.List;

/**
 * What became of an order to erase.
 *
 * @param request id of the request
 * @param erased places that were erased by this call; none if there was nothing left to erase
 * @param spared places that belong to the order and were not erased
 * @param exports ids of the exports and deliveries that hold something of what was erased, oldest first
 */
public record Erasure(String request, IndexRanges erased, IndexRanges spared, List<String> exports) {

    /** Takes an immutable copy. */
    public Erasure {
        exports = List.copyOf(exports);
    }
}
