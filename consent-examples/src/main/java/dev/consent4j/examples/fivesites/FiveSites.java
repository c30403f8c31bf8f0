package dev.consent4j.examples.fivesites;

import dev.consent4j.ConsentService;
import dev.consent4j.ConsentServiceBuilder;
import dev.consent4j.Site;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Problem;
import dev.consent4j.store.StoreException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Five sites, their console and a third party, on one port of 127.0.0.1 and one embedded Jetty.
 *
 * <p>Started from the command line it prints one line when it is ready, and stops cleanly on SIGTERM. A configuration
 * that cannot be used ends it with exit code 1 and a message that says what to mend.
 */
public final class FiveSites implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FiveSites.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int HEADER_BYTES = 64 * 1_024;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final Server server;
    private final ConsentService service;
    private final int port;
    private final OneTimePassword password;

    private FiveSites(Server server, ConsentService service, int port, OneTimePassword password) {
        this.server = server;
        this.service = service;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the demo and waits until it is stopped.
     *
     * @param arguments not used; the environment is, see the README
     * @throws InterruptedException if interrupted while serving
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
        try {
            FiveSites running = start(Settings.of(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
            System.out.println(running.readyLine());
            running.server.join();
        } catch (ConfigurationException | StoreException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts the demo.
     *
     * @throws ConfigurationException if port, policies, keys or ledger cannot be used; nothing is left running then
     */
    static FiveSites start(Settings settings) {
        Server server = new Server();
        ServerConnector connector = connector(server, settings.port());
        try {
            int port = connector.getLocalPort();
            List<DemoSite> sites = DemoSite.all();
            ConsentService service = service(settings, sites, port);
            OneTimePassword password = new OneTimePassword(new SecureRandom());
            FiveSites running = new FiveSites(server, service, port, password);
            server.setHandler(new DemoServer(sites, service, port, settings.explain()).handler(password));
            running.serve();
            return running;
        } catch (RuntimeException failed) {
            connector.close();
            throw failed;
        }
    }

    /** Opened before anything else, because policies name the port and a taken port must not touch the ledger. */
    private static ServerConnector connector(Server server, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Room for cookies so long that the library, not the container, has to say no.
        http.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        try {
            connector.open();
        } catch (IOException taken) {
            throw new ConfigurationException(
                    "The environment",
                    List.of(Problem.at(
                            "PORT",
                            LOOPBACK + ":" + port + " cannot be listened on (" + taken.getMessage() + ").",
                            "Stop what listens there, or set another port, such as PORT=8081.")));
        }
        server.addConnector(connector);
        server.setStopTimeout(LONGEST_STOP.toMillis());
        return connector;
    }

    private static ConsentService service(Settings settings, List<DemoSite> sites, int port) {
        Map<String, Policy> policies = PolicyFiles.read(sites, settings.policies());
        ConsentServiceBuilder builder = ConsentService.builder().data(settings.data());
        for (DemoSite site : sites) {
            Policy policy = PolicyFiles.forDemo(
                    Objects.requireNonNull(policies.get(site.id())), site, DemoServer.partnerOrigin(port));
            builder.site(Site.of(site.id(), policy)
                    .hosts(site.host())
                    .origins(settings.scheme() + "://" + site.host()
                            + (settings.scheme().equals("https") ? "" : ":" + port)));
        }
        return (settings.reportOnly() ? builder.reportOnly() : builder).build();
    }

    private void serve() {
        try {
            server.start();
        } catch (Exception failed) {
            service.close();
            throw new IllegalStateException("the server did not start", failed);
        }
    }

    /** The port served on. */
    int port() {
        return port;
    }

    /** The password of the console. */
    String password() {
        return password.text();
    }

    /** The library. */
    ConsentService service() {
        return service;
    }

    private String readyLine() {
        return "Ready: http://localhost:%d/ lists the five sites; console http://%s:%d/ password %s"
                .formatted(port, ConsoleLogin.HOST, port, password());
    }

    /** Finishes the requests under way, then closes ledger and keys. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            LOG.warn("The server did not stop in time: {}", failed.toString());
        }
        service.close();
    }
}
