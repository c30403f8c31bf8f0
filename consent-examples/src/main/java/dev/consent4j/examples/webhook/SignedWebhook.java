package dev.consent4j.examples.webhook;

// tag::webhook[]
import dev.consent4j.entry.EntryCodec;
import dev.consent4j.json.EntryJson;
import dev.consent4j.ledger.LedgerEntry.Content;
import dev.consent4j.outbox.ConsentListener;
import dev.consent4j.outbox.Delivery;
import dev.consent4j.outbox.StopDeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/** Posts each entry to one address. Whatever is not answered with 2xx is posted again, after a pause; 410 ends it. */
public final class SignedWebhook implements ConsentListener {

    private static final int GONE = 410;

    private final URI receiver;
    private final WebhookSignature signature;
    private final Duration patience;
    private final Clock clock;
    private final EntryCodec codec = new EntryJson();
    private final HttpClient client;

    /**
     * Creates a webhook.
     *
     * @param receiver where to post; https unless it is this machine
     * @param signature signs what is posted
     * @param patience how long an answer may take; well below the lease of the outbox
     * @param clock for the time that is signed
     */
    public SignedWebhook(URI receiver, WebhookSignature signature, Duration patience, Clock clock) {
        this.receiver = receiver;
        this.signature = signature;
        this.patience = patience;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    @Override
    public void deliver(Delivery delivery) throws IOException, InterruptedException, StopDeliveryException {
        byte[] body = body(delivery).getBytes(StandardCharsets.UTF_8);
        String id = delivery.site() + "-" + delivery.index();
        long time = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(receiver)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(time))
                .header("webhook-signature", signature.of(id, time, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        response.body().close();
        if (response.statusCode() == GONE) {
            throw new StopDeliveryException(receiver + " is gone", null);
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException(receiver + " answered " + response.statusCode());
        }
    }

    private String body(Delivery delivery) {
        String place = "{\"site\":\"" + delivery.site() + "\",\"index\":" + delivery.index();
        Content content = delivery.entry().content();
        if (content instanceof Content.Intact intact) {
            String entry = new String(codec.write(intact.entry()), StandardCharsets.UTF_8);
            return place + ",\"type\":\"entry\",\"entry\":" + entry + "}";
        }
        if (content instanceof Content.Erased) {
            return place + ",\"type\":\"erased\"}";
        }
        return place + ",\"type\":\"" + (content instanceof Content.Restricted ? "restricted" : "unreadable") + "\"}";
    }
}
// end::webhook[]
