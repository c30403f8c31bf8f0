package dev.consent4j;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to erase, in words the person may be told.
 *
 * @param request id of the request, the receipt number
 * @param erased number of entries erased now
 * @param restricted number of entries that are still owed: hidden from now on, erased later
 * @param eraseOn the day on which the last of them is erased; null if none is owed. A legal hold may move it
 * @param reason why they are owed; empty if none is
 * @param exports ids of the exports and deliveries that held something of what was erased
 */
public record ErasureAnswer(
        String request,
        long erased,
        long restricted,
        @Nullable LocalDate eraseOn,
        String reason,
        List<String> exports) {

    /** Takes an immutable copy. */
    public ErasureAnswer {
        exports = List.copyOf(exports);
    }

    /** Whether something is left that is erased later. */
    public boolean isRestricted() {
        return restricted > 0;
    }
}
