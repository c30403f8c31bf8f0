package dev.consent4j.ledger;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told that something was appended. None of them can disturb the writer but by taking its time. */
final class AppendListeners implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ConsentLedger.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean failed;

    void add(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void run() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                if (!failed) {
                    failed = true;
                    log.warn("Whoever wanted to know of an append failed", e);
                }
            }
        }
    }
}
