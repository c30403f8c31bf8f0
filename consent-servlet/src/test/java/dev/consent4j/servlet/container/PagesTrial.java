package dev.consent4j.servlet.container;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A site whose pages are rewritten, written in every way; {@code /2} is the page written in the third one. */
final class PagesTrial implements Trial {

    private static final String WAY = "way";

    private final ConsentService service =
            TestSite.service().site(Site.of("shop", PageWay.policy())).build();

    @Override
    public void start(ServletContext context) {
        Trial.of(ConsentFilter.builder(service).gateMarkup(true).build(), new LambdaServlet(this::answer))
                .start(context);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (request.getAttribute(WAY) == null) {
            request.setAttribute(WAY, Integer.valueOf(request.getRequestURI().substring(1)));
        }
        PageWay way = PageWay.all().toList().get((Integer) request.getAttribute(WAY));
        way.answer().answer(request, response);
    }

    @Override
    public void close() {
        service.close();
    }
}
