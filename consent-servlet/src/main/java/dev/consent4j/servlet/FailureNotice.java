package dev.consent4j.servlet;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** Tells of a failure of one kind: the first at WARN, later ones at DEBUG, so that no client can fill a log. */
final class FailureNotice {

    private final Logger log;
    private final String message;
    private final AtomicBoolean told = new AtomicBoolean();

    FailureNotice(Logger log, String message) {
        this.log = log;
        this.message = message;
    }

    void tell(RuntimeException failure) {
        if (told.compareAndSet(false, true)) {
            log.warn("{} Told once.", message, failure);
        } else {
            log.debug("{}", message, failure);
        }
    }
}
