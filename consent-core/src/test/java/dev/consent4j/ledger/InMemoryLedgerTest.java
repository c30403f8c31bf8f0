package dev.consent4j.ledger;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.memory.InMemoryStore;

class InMemoryLedgerTest extends LedgerContract {

    private final InMemoryStore store = InMemoryStore.create();

    /** Closing one view must not close the other's, as with files. */
    @Override
    ConsentStore store() {
        return new ScriptedStore(store);
    }
}
