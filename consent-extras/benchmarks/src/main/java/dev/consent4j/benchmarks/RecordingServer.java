package dev.consent4j.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.contract.database.Pools;
import dev.consent4j.key.Keyring;
import dev.consent4j.key.SigningKeys;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Purpose;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.store.jdbc.JdbcLedgers;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;

/**
 * Main class of a JVM with a site on Jetty whose ledger is in PostgreSQL: what is answered on its banner is recorded. Says its
 * port, and ends when its input does.
 */
final class RecordingServer {

    private static final String ORIGIN = "www.example.org/site";
    private static final int UNLIMITED = 1_000_000_000;

    private RecordingServer() {}

    /** Starts the server; takes the JDBC address. */
    public static void main(String[] arguments) throws Exception {
        HikariDataSource pool = Pools.of(arguments[0]);
        JdbcLedgers ledgers = JdbcLedgers.create(pool);
        SecureRandom random = new SecureRandom();
        Policy policy = Policy.builder("2026-11")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("measurement", Category.ANALYTICS).build())
                .purpose(Purpose.builder("marketing", Category.MARKETING).build())
                .build();
        ConsentService service = ConsentService.builder()
                .stores(ledgers::ledger)
                .keys(Keyring.inMemory(random))
                .signingKeys(
                        origin -> SigningKeys.inMemory(List.of(origin), random).of(origin))
                .site(Site.of("site", policy).origins("https://" + Scene.HOST))
                .origin("site", ORIGIN)
                .build();
        // All clients come from one address here.
        ConsentFilter filter =
                ConsentFilter.builder(service).writesPerHour(UNLIMITED).build();
        int port = JettySite.start(filter::addTo);
        System.out.println(port);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
