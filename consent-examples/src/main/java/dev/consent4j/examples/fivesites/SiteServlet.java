package dev.consent4j.examples.fivesites;

import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers for all five sites: every page sets its cookies without asking, as an application does that knows no better. */
final class SiteServlet extends HttpServlet {

    /** Path of the part that other pages include. */
    static final String PART = "/demo/part";

    /** Path of the error page. */
    static final String ERROR = "/demo/error";

    private static final long serialVersionUID = 1L;
    private static final String INCLUDED = SiteServlet.class.getName() + ".included";

    private final transient List<DemoSite> sites;
    private final String partnerOrigin;
    private final String indexOrigin;

    SiteServlet(List<DemoSite> sites, String partnerOrigin, String indexOrigin) {
        this.sites = List.copyOf(sites);
        this.partnerOrigin = partnerOrigin;
        this.indexOrigin = indexOrigin;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<DemoSite> site = DemoSite.at(sites, request.getServerName().toLowerCase(Locale.ROOT));
        if (site.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String path = request.getServletPath();
        if (request.getAttribute(INCLUDED) instanceof DemoPage page) {
            include(page, response);
        } else if (path.equals(ERROR)) {
            failed(site.get(), request, response);
        } else {
            answer(site.get(), site.get().page(path), request, response);
        }
    }

    private void answer(
            DemoSite site, Optional<DemoPage> found, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        DemoPage page = found.get();
        switch (page.delivery()) {
            case DIRECT -> {
                set(page, response);
                write(site, page, request, response);
            }
            case INCLUDE -> write(site, page, request, response);
            case FORWARD -> {
                set(page, response);
                request.getRequestDispatcher(page.target()).forward(request, response);
            }
            case ASYNC -> {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    set(page, (HttpServletResponse) async.getResponse());
                    async.dispatch(page.target());
                });
            }
            case REDIRECT -> {
                set(page, response);
                response.sendRedirect(page.target());
            }
            case ERROR -> {
                set(page, response);
                response.sendError(HttpServletResponse.SC_GONE);
            }
        }
    }

    private static void set(DemoPage page, HttpServletResponse response) {
        page.cookies().forEach(cookie -> cookie.set(response));
    }

    private void write(DemoSite site, DemoPage page, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        PageTemplate template = template(site, request);
        PrintWriter out = writer(response);
        out.print(template.top(page.title(), page.path()));
        out.print(page.body());
        page.embeds().forEach(embed -> out.print(template.embed(embed)));
        page.own().forEach(part -> out.print(template.own(part)));
        if (page.delivery() == DemoPage.Delivery.INCLUDE) {
            request.setAttribute(INCLUDED, page);
            request.getRequestDispatcher(PART).include(request, response);
            request.removeAttribute(INCLUDED);
        }
        out.print(template.bottom(page.path()));
    }

    private static void include(DemoPage page, HttpServletResponse response) throws IOException {
        set(page, response);
        response.getWriter()
                .print(
                        "<p class=\"part\">This paragraph, and the cookies of this page, come from a part that is included.</p>\n");
    }

    private void failed(DemoSite site, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        boolean gone = Integer.valueOf(HttpServletResponse.SC_GONE).equals(status);
        PageTemplate template = template(site, request);
        // An error page is a page like others and sets what the home page sets.
        set(site.pages().get(0), response);
        PrintWriter out = writer(response);
        out.print(template.top(gone ? "No longer here" : "There is nothing here", ERROR));
        out.print("<p class=\"lead\">Nothing is at this address. <a href=\"/\">Back to the start</a></p>\n");
        out.print(template.bottom("/"));
    }

    private PageTemplate template(DemoSite site, HttpServletRequest request) {
        return new PageTemplate(site, Consent.of(request), partnerOrigin, indexOrigin);
    }

    /** A policy as strict as a careful site's: no inline script or style, nothing from elsewhere but the third party. */
    private PrintWriter writer(HttpServletResponse response) throws IOException {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self' %1$s; img-src 'self' data: %1$s; frame-src %1$s; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                        .formatted(partnerOrigin));
        response.setContentType("text/html;charset=UTF-8");
        return response.getWriter();
    }
}
