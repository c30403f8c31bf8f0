package dev.consent4j.ledger;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.memory.InMemoryStore;

class InMemoryErasureTest extends ErasureContract {

    private final InMemoryStore store = InMemoryStore.create();

    @Override
    ConsentStore store() {
        return new ScriptedStore(store);
    }
}
