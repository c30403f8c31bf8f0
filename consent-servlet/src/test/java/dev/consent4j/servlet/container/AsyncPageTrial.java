package dev.consent4j.servlet.container;

import dev.consent4j.ConsentService;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that ends in the middle of a tag, completed by the async context that the request is asked for. */
final class AsyncPageTrial implements Trial {

    static final String PAGE = "<p>end</p><img s";

    private final ConsentService service = TestSite.running();

    @Override
    public void start(ServletContext context) {
        Trial.of(ConsentFilter.builder(service).gateMarkup(true).build(), new LambdaServlet(AsyncPageTrial::answer))
                .start(context);
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.startAsync();
        AsyncContext asked = request.getAsyncContext();
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(PAGE);
        asked.complete();
    }

    @Override
    public void close() {
        service.close();
    }
}
