package dev.consent4j.store.memory;

import dev.consent4j.contract.ConsentStoreContract;
import dev.consent4j.store.ConsentStore;

class InMemoryStoreTest extends ConsentStoreContract {

    private ConsentStore store = InMemoryStore.create();

    @Override
    protected ConsentStore newStore() {
        store = InMemoryStore.create();
        return store;
    }

    @Override
    protected ConsentStore reopen() {
        return store;
    }

    @Override
    protected ConsentStore otherLedger() {
        return InMemoryStore.create();
    }
}
