package dev.consent4j.examples.webhook;

import dev.consent4j.ConsentService;
import dev.consent4j.entry.ConsoleRead;
import dev.consent4j.policy.Policy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Another JVM that records entries and sends them, until it is killed. */
final class SendingProcess implements AutoCloseable {

    private final Process process;

    private SendingProcess(Process process) {
        this.process = process;
    }

    static SendingProcess start(Path data, URI receiver, String secret, int entries) throws IOException {
        return new SendingProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendingProcess.class.getName(),
                        data.toString(),
                        receiver.toString(),
                        secret,
                        String.valueOf(entries)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Kills it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Arguments are data directory, receiver, secret and how many entries to record. */
    public static void main(String[] arguments) throws InterruptedException {
        ConsentService service = ConsentService.builder()
                .policy(Policy.builder("2026-11")
                        .controller("Example SA", "mailto:privacy@example.org")
                        .build())
                .data(Path.of(arguments[0]))
                .listener(
                        "crm",
                        new SignedWebhook(
                                URI.create(arguments[1]),
                                new WebhookSignature(arguments[2]),
                                Duration.ofSeconds(5),
                                Clock.systemUTC()))
                .build();
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            service.sites().get(0).ledger().record(new ConsoleRead("reader", "list", "0-10", Instant.EPOCH));
        }
        Thread.currentThread().join();
    }
}
