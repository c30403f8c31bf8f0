package dev.consent4j.servlet;

import dev.consent4j.ConsentService;
import dev.consent4j.servlet.enforcement.Gate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * The filter that lets pass what a visitor consented to, answers below the base path, and makes {@link
 * dev.consent4j.servlet.request.Consent} known to the application. Map it before all other filters, to every path and
 * every dispatcher type, with async supported; {@link #addTo} does. Thread safe.
 *
 * <p>While serving, no exception of the library reaches the application: what it cannot decide is denied.
 */
public final class ConsentFilter implements Filter {

    /** The name under which {@link #addTo} registers the filter. */
    public static final String NAME = "consent";

    private final Entrance entrance;
    private final Pages pages;
    private final WellKnown wellKnown;
    private final FilterOrder order = new FilterOrder();

    ConsentFilter(Entrance entrance, Pages pages, WellKnown wellKnown) {
        this.entrance = entrance;
        this.pages = pages;
        this.wellKnown = wellKnown;
    }

    /**
     * Starts a filter.
     *
     * @param service the running service; the application closes it when it stops
     * @return a builder
     */
    public static ConsentFilterBuilder builder(ConsentService service) {
        return new ConsentFilterBuilder(service);
    }

    /**
     * Registers this filter first, for every path and dispatcher type, with async supported.
     *
     * @param context the application's context, not yet started
     * @return the registration
     * @throws IllegalStateException if a filter named {@value #NAME} is registered already
     */
    public FilterRegistration.Dynamic addTo(ServletContext context) {
        FilterRegistration.@Nullable Dynamic registration = context.addFilter(NAME, this);
        if (registration == null) {
            throw new IllegalStateException("A filter named '" + NAME + "' is registered already.");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        return registration;
    }

    @Override
    public void init(FilterConfig config) {
        entrance.checkSessionCookie(config.getServletContext());
        order.check(config.getServletContext(), config.getFilterName());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse httpResponse) {
            filter(http, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Gate gate = Gate.find(request);
        if (gate == null) {
            order.check(request, response);
            if (pages.answer(request, response, entrance) || wellKnown.answer(request, response, entrance)) {
                return;
            }
            gate = entrance.open(request, response);
        }
        HttpServletResponse gated = gate.wrap(response);
        chain.doFilter(gate.wrap(request, gated), gated);
        gate.leave(request, gated != response);
    }
}
