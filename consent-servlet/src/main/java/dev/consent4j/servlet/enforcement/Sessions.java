package dev.consent4j.servlet.enforcement;

import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The session of one request while the purpose that sessions need is denied. Thread safe. */
final class Sessions {

    private final InstantSource clock;
    private @Nullable RequestSession session;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** The session of this request, null if there is none and none is to be made. */
    synchronized @Nullable RequestSession get(boolean create, ServletContext context) {
        RequestSession known = session;
        if (known != null && known.isValid()) {
            return known;
        }
        session = create ? new RequestSession(context, clock) : null;
        return session;
    }
}
