package dev.consent4j.servlet.container;

import dev.consent4j.ConsentService;
import dev.consent4j.SiteConsent;
import dev.consent4j.decision.Action;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.ConsentFilterBuilder;
import dev.consent4j.servlet.TestSite;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.EnumSet;

/** The test site behind its filter, with every door open. */
class DoorsTrial implements Trial {

    /** Where a visitor gets the consent cookie of somebody who accepted everything. */
    static final String ACCEPTED = "/accepted";

    final ConsentService service = TestSite.running();

    @Override
    public void start(ServletContext context) {
        Trial.serve(context, new DoorsServlet());
        HttpServlet accepted = new LambdaServlet((request, response) ->
                response.getWriter().write(TestSite.cookieAfter(site(), Action.ACCEPT_ALL) + "\n"));
        context.addServlet("accepted", accepted).addMapping(ACCEPTED);
        HttpServlet view = new LambdaServlet(View::write);
        context.addServlet("view", view).addMapping(View.PATH);
        filters(context);
    }

    void filters(ServletContext context) {
        filter().build().addTo(context);
    }

    SiteConsent site() {
        return service.sites().get(0);
    }

    ConsentFilterBuilder filter() {
        return ConsentFilter.builder(service).writesPerHour(1_000_000);
    }

    @Override
    public void close() {
        service.close();
    }

    /** Maps a filter as ours is mapped. */
    static void map(ServletContext context, String name, Filter filter) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    /** A filter that wraps as so many do. */
    static Filter wrapping() {
        return (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request),
                new HttpServletResponseWrapper((HttpServletResponse) response));
    }

    /** The filter between two others that wrap. */
    static final class Nested extends DoorsTrial {

        @Override
        void filters(ServletContext context) {
            map(context, "before", wrapping());
            super.filters(context);
            map(context, "after", wrapping());
        }
    }

    /** The filter registered as two instances, the first of them mapped twice. */
    static final class Twice extends DoorsTrial {

        @Override
        void filters(ServletContext context) {
            filter().build().addTo(context).addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
            map(context, "again", filter().build());
        }
    }
}
