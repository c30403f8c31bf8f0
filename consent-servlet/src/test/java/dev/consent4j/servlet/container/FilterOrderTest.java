package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.Warnings;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the log says of a filter that stands where it cannot do its work, in a container. */
class FilterOrderTest {

    private static final String LOG = "dev.consent4j.servlet.FilterOrder";

    private final ConsentService service = TestSite.running();

    @AfterEach
    void close() {
        service.close();
    }

    private List<String> told(Container container, Trial trial) throws Exception {
        try (Warnings warnings = Warnings.of(LOG);
                RunningContainer running = Container.launch(container, trial)) {
            RawExchange.get(running.port(), "/");
            RawExchange.get(running.port(), "/");
            return warnings.messages();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_EE11", "TOMCAT_11"})
    void namesTheFiltersAmongWhichOneSetsCookiesBeforeOurs(Container container) throws Exception {
        Filter early = (request, response, chain) -> {
            ((HttpServletResponse) response).addCookie(new Cookie("early", "1"));
            chain.doFilter(request, response);
        };

        List<String> told = told(container, context -> {
            serve(context);
            DoorsTrial.map(context, "tracker", early);
            filter().addTo(context);
        });

        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("sets the cookie early, which passes ungated. It is one of"), told.get(0));
        assertTrue(told.get(0).contains("tracker"), told.get(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_EE11", "TOMCAT_11"})
    void tellsOfASecondRegistrationAtTheStart(Container container) throws Exception {
        List<String> told = told(container, context -> {
            serve(context);
            filter().addTo(context);
            DoorsTrial.map(context, "again", filter());
        });

        assertTrue(told.get(0).contains("registered 2 times, as [again, consent]"), told.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_EE11", "TOMCAT_11"})
    void tellsOfPathsThatAreNotCovered(Container container) throws Exception {
        List<String> told = told(container, context -> {
            serve(context);
            context.addFilter("consent", filter()).addMappingForUrlPatterns(null, false, "/shop/*");
        });

        assertEquals(1, told.size());
        assertTrue(told.get(0).contains("mapped to [/shop/*] only"), told.get(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY_EE11", "TOMCAT_11"})
    void saysNothingOfAFilterThatStandsWell(Container container) throws Exception {
        assertEquals(List.of(), told(container, Trial.of(filter(), new LambdaServlet((request, response) -> {}))));
    }

    private ConsentFilter filter() {
        return ConsentFilter.builder(service).build();
    }

    private static void serve(ServletContext context) {
        Trial.serve(context, new LambdaServlet((request, response) -> response.addCookie(new Cookie("basket", "1"))));
    }
}
