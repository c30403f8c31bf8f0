package dev.consent4j.servlet.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.consent4j.key.KeyUse;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.MacKey;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Tokens for browsers that cannot prove where a form comes from: each is valid once, for {@link #LIFE}, at one site, from
 * the address prefix and browser it was issued to. Thread safe.
 */
public final class OneTimeToken {

    /** How long a token is valid. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    /** Used tokens remembered at most; where more are redeemed within their life, the oldest could be used again. */
    static final int MAX_USED = 100_000;

    private static final int NONCE_BYTES = 16;
    private static final int CODE_BYTES = 16;
    private static final int TOKEN_BYTES = Long.BYTES + NONCE_BYTES + CODE_BYTES;
    private static final int TOKEN_CHARACTERS = 54;

    private final Keyring keys;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Cache<ByteBuffer, Boolean> used;

    /**
     * Tokens of one application.
     *
     * @param keys the ring that holds the token keys
     * @param clock the time
     */
    public OneTimeToken(Keyring keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
        this.random = new SecureRandom();
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.used = Caffeine.newBuilder()
                .maximumSize(MAX_USED)
                .expireAfterWrite(LIFE)
                .ticker(ticker)
                .build();
    }

    /**
     * A new token.
     *
     * @param request the request it is issued to
     * @param site the site's id
     * @return 54 characters of base64url
     */
    public String issue(HttpServletRequest request, String site) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        long expiry = clock.instant().plus(LIFE).getEpochSecond();
        byte[] head = ByteBuffer.allocate(Long.BYTES + NONCE_BYTES)
                .putLong(expiry)
                .put(nonce)
                .array();
        byte[] code = keys.current(KeyUse.TOKEN).mac(parts(site, head, request));
        byte[] token = ByteBuffer.allocate(TOKEN_BYTES)
                .put(head)
                .put(code, 0, CODE_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * Uses a token up.
     *
     * @param request the request that brings it
     * @param site the site's id
     * @param token anything
     * @return true if it was issued here to this site and browser, is not too old, and was not used before
     */
    public boolean redeem(HttpServletRequest request, String site, String token) {
        if (token.length() != TOKEN_CHARACTERS) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        byte[] head = Arrays.copyOf(bytes, Long.BYTES + NONCE_BYTES);
        byte[] code = Arrays.copyOfRange(bytes, head.length, bytes.length);
        byte[][] parts = parts(site, head, request);
        boolean ours = false;
        for (MacKey key : keys.all(KeyUse.TOKEN)) {
            ours |= key.verifies(code, parts);
        }
        return ours
                && ByteBuffer.wrap(head).getLong() > clock.instant().getEpochSecond()
                && used.asMap().putIfAbsent(ByteBuffer.wrap(head), true) == null;
    }

    private static byte[][] parts(String site, byte[] head, HttpServletRequest request) {
        String browser = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        String address = Objects.requireNonNullElse(request.getRemoteAddr(), "");
        return new byte[][] {
            site.getBytes(StandardCharsets.UTF_8),
            head,
            AddressPrefix.of(address),
            browser.getBytes(StandardCharsets.UTF_8)
        };
    }
}
