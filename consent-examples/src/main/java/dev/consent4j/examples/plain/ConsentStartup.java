package dev.consent4j.examples.plain;

// tag::listener[]
import dev.consent4j.ConsentService;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.servlet.ConsentFilter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Path;

/** Starts the library with the application, and stops it with the application. */
@WebListener
public class ConsentStartup implements ServletContextListener {

    private final ConsentService service = ConsentService.builder()
            .policy(PolicyJson.readResource(ConsentStartup.class, "/privacy.json"))
            .data(Path.of(System.getProperty("consent.data", "consent-data")))
            .build();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ConsentFilter.builder(service).build().addTo(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        service.close();
    }
}
// end::listener[]
