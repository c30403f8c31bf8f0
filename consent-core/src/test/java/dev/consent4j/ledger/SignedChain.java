package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Checkpoints of one ledger, by whomever they were signed. */
final class SignedChain {

    private SignedChain() {}

    /** No two of them contradict each other, by the ledger's own proofs; the ledger is published beyond all of them. */
    static void assertOne(Collection<Checkpoint> signed, ConsentLedger ledger) {
        List<Checkpoint> chain = new ArrayList<>(signed);
        chain.sort(Comparator.comparingLong(Checkpoint::size));
        Checkpoint before = chain.get(0);
        for (Checkpoint each : chain) {
            if (each.size() == before.size()) {
                assertArrayEquals(before.root(), each.root());
            }
            assertTrue(
                    ledger.consistency(before.size(), each.size()).orElseThrow().verifies(before.root(), each.root()));
            before = each;
        }
    }
}
