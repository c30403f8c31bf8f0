package dev.consent4j.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.outbox.DeliveryStatus;
import dev.consent4j.outbox.DeliveryStatus.State;
import dev.consent4j.policy.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The webhook against a receiver on this machine that has its moods, and a sender that is killed. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SignedWebhookIT {

    /** Entries a new ledger has before anything else: the configuration and the policy. */
    private static final int FIRST = 2;

    private final String secret = WebhookSignature.newSecret(new SecureRandom());
    private MoodyReceiver receiver;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws Exception {
        receiver = new MoodyReceiver(new WebhookSignature(secret));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void everyEntryArrivesInOrderAlthoughTheReceiverFailsIsSlowAndDies() throws Exception {
        receiver.next(204, 500, 204, MoodyReceiver.SILENCE, 204, 429, 302);
        try (ConsentService service = sender(receiver.uri())) {
            record(service, 10);
            receiver.await(10 + FIRST);
            await(service, delivery -> delivery.lag().equals(OptionalLong.of(0)));
            receiver.die();
            record(service, 5);
            await(service, delivery -> delivery.state() == State.FAILING);
            assertEquals(5, deliveries(service).lag().orElseThrow());
            receiver.start();
            receiver.await(15 + FIRST);
        }
        assertEquals(range(0, 15 + FIRST), receiver.taken());
        assertTrue(receiver.bodies()
                .get(FIRST)
                .startsWith("{\"site\":\"site\",\"index\":2,\"type\":\"entry\",\"entry\":{"));
    }

    @Test
    void aReceiverThatIsGoneGetsNothingMore() throws Exception {
        receiver.next(204, 410);
        try (ConsentService service = sender(receiver.uri())) {
            record(service, 5);
            await(service, delivery -> delivery.state() == State.STOPPED);
            record(service, 5);
            assertEquals(List.of(0L), receiver.taken());
            assertEquals(1, deliveries(service).next());
        }
    }

    @Test
    void aReceiverWithAnotherSecretTakesNothing() throws Exception {
        try (MoodyReceiver other =
                        new MoodyReceiver(new WebhookSignature(WebhookSignature.newSecret(new SecureRandom())));
                ConsentService service = sender(other.uri())) {
            await(service, delivery -> delivery.state() == State.FAILING);
            assertEquals(List.of(), other.taken());
            assertTrue(other.refused() > 0);
        }
    }

    @Test
    void afterTheSenderWasKilledTheNextOneGoesOnWithoutAGap() throws Exception {
        int entries = 3_000;
        try (SendingProcess first = SendingProcess.start(folder.resolve("data"), receiver.uri(), secret, entries)) {
            receiver.await(200);
            first.kill();
        }
        int before = receiver.taken().size();
        try (SendingProcess second = SendingProcess.start(folder.resolve("data"), receiver.uri(), secret, entries)) {
            receiver.await(entries + FIRST);
        }
        List<Long> firsts = new ArrayList<>();
        for (long index : receiver.taken()) {
            if (!firsts.contains(index)) {
                firsts.add(index);
            }
        }
        assertTrue(before < entries, "it was killed too late to tell anything");
        assertEquals(range(0, firsts.size()), firsts);
    }

    @Test
    void theReceiverOfTheDemoTakesEachMessageOnce() throws Exception {
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        try (WebhookReceiver demo = WebhookReceiver.start(new WebhookSignature(secret), Clock.systemUTC(), taken::add);
                ConsentService service = sender(demo.uri())) {
            record(service, 1);
            for (int index = 0; index <= FIRST; index++) {
                String body = String.valueOf(taken.poll(30, TimeUnit.SECONDS));
                assertTrue(body.contains("\"index\":" + index + ","), body);
            }
        }
    }

    private ConsentService sender(URI uri) {
        return ConsentService.builder()
                .policy(Policy.builder("2026-11")
                        .controller("Example SA", "mailto:privacy@example.org")
                        .build())
                .inMemory()
                .listener(
                        "crm",
                        new SignedWebhook(uri, new WebhookSignature(secret), Duration.ofSeconds(2), Clock.systemUTC()))
                .build();
    }

    private static void await(ConsentService service, Predicate<DeliveryStatus> condition) {
        while (!condition.test(deliveries(service))) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static DeliveryStatus deliveries(ConsentService service) {
        return service.deliveries().get(0);
    }

    private static void record(ConsentService service, int entries) {
        for (int i = 0; i < entries; i++) {
            service.sites().get(0).ledger().record(new ConsoleRead("reader", "list", "0-10", Instant.EPOCH));
        }
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
