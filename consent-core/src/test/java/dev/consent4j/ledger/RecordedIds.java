package dev.consent4j.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** The ids of what a ledger holds, read by a process of its own after everything was verified. */
final class RecordedIds {

    private static final int PAGE = 500;

    private RecordedIds() {}

    /** The ids in order; fails unless there is no gap, every entry verifies, and the head is that of the rows. */
    static List<String> of(LedgerAddress address) throws Exception {
        try (LedgerAddress.Open open = address.open()) {
            ConsentLedger ledger = open.ledger();
            LedgerCheck check = ledger.check();
            assertTrue(check.isIntact(), check::toString);
            assertEquals(check.to(), check.verified());
            List<String> ids = new ArrayList<>();
            while (ids.size() < check.to()) {
                List<LedgerEntry> page = ledger.read(ids.size(), PAGE);
                assertTrue(!page.isEmpty(), () -> "nothing at " + ids.size());
                for (LedgerEntry entry : page) {
                    assertEquals(ids.size(), entry.index());
                    ids.add(entry.entry().orElseThrow().id().orElseThrow());
                }
            }
            return ids;
        }
    }
}
