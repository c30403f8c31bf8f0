package dev.consent4j.servlet.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often an address prefix may write in an hour. Kept in memory only, under a code whose key changes every hour, so
 * that no address is kept and hours cannot be joined; never logged. Thread safe.
 */
public final class RateLimit {

    /** Writes an hour from one address prefix by default: enough for a large office, or a proxy nobody named. */
    public static final int DEFAULT_WRITES = 3_600;

    /** Address prefixes counted at most. */
    static final int MAX_PREFIXES = 100_000;

    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final Keyring keys;
    private final InstantSource clock;
    private final int writesPerHour;
    private final Cache<Long, AtomicInteger> counts =
            Caffeine.newBuilder().maximumSize(MAX_PREFIXES).build();

    /**
     * A limit.
     *
     * @param keys the ring that holds the rate keys
     * @param clock the time
     * @param writesPerHour writes of one address prefix in one clock hour
     */
    public RateLimit(Keyring keys, InstantSource clock, int writesPerHour) {
        this.keys = keys;
        this.clock = clock;
        this.writesPerHour = writesPerHour;
    }

    /**
     * Counts a write.
     *
     * @param request the request that writes
     * @return true if it is within the limit
     */
    public boolean allows(HttpServletRequest request) {
        long hour = clock.instant().getEpochSecond() / HOUR;
        byte[] address = AddressPrefix.of(Objects.requireNonNullElse(request.getRemoteAddr(), ""));
        byte[] code = keys.current(KeyUse.RATE)
                .mac(ByteBuffer.allocate(Long.BYTES).putLong(hour).array(), address);
        AtomicInteger count = counts.get(ByteBuffer.wrap(code).getLong(), ignored -> new AtomicInteger());
        return count.get() < writesPerHour && count.incrementAndGet() <= writesPerHour;
    }
}
