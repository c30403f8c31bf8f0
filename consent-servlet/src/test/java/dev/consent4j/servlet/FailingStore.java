package dev.consent4j.servlet;

import dev.consent4j.store.ConsentStore;
import dev.consent4j.store.StoreUnavailableException;
import dev.consent4j.store.memory.InMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that cannot be reached while told so. */
public final class FailingStore {

    private final ConsentStore store = InMemoryStore.create();
    private final AtomicBoolean fails = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();

    public void fail(boolean value) {
        fails.set(value);
    }

    /** How many calls found it out of reach. */
    public int refused() {
        return refused.get();
    }

    public ConsentStore asStore() {
        return (ConsentStore) Proxy.newProxyInstance(
                FailingStore.class.getClassLoader(), new Class<?>[] {ConsentStore.class}, (self, method, arguments) -> {
                    if (fails.get() && !method.getName().equals("close")) {
                        refused.incrementAndGet();
                        throw new StoreUnavailableException("out of reach on purpose", true, null);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
