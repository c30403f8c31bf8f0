package dev.consent4j;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What one logger says while this is open, kept out of the build's output. */
final class Quiet extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<String> said = new CopyOnWriteArrayList<>();

    Quiet(String name) {
        logger = Logger.getLogger(name);
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    boolean said(String part) {
        return said.stream().anyMatch(message -> message.contains(part));
    }

    /** How often it said anything at INFO or above. */
    int count() {
        return said.size();
    }

    @Override
    public void publish(LogRecord record) {
        said.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
