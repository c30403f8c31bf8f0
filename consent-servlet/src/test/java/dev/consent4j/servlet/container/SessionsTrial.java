package dev.consent4j.servlet.container;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.decision.Action;
import dev.consent4j.policy.Declaration;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** A site whose sessions need the visitor's permission to count visits. */
final class SessionsTrial implements Trial {

    private final ConsentService service = TestSite.service()
            .site(Site.of(
                    "shop",
                    TestSite.policy().toBuilder()
                            .declare(Declaration.cookie("JSESSIONID", "audience"))
                            .build()))
            .build();

    @Override
    public void start(ServletContext context) {
        Trial.of(ConsentFilter.builder(service).sessionsNeed("audience").build(), new LambdaServlet(this::answer))
                .start(context);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath()
                .concat(String.valueOf(request.getPathInfo()))
                .contains(DoorsTrial.ACCEPTED)) {
            response.getWriter().write(TestSite.cookieAfter(service.sites().get(0), Action.ACCEPT_ALL) + "\n");
            return;
        }
        HttpSession existing = request.getSession(false);
        boolean cookie =
                request.getCookies() != null && request.getHeader("Cookie").contains("JSESSIONID");
        String requested = request.getRequestedSessionId();
        boolean valid = request.isRequestedSessionIdValid();
        boolean fromCookie = request.isRequestedSessionIdFromCookie();
        boolean fromUrl = request.isRequestedSessionIdFromURL();
        HttpSession session = request.getSession();
        session.setAttribute("kept", "1");
        boolean changed = request.changeSessionId().equals(request.getSession().getId());
        response.getWriter()
                .write("existing " + (existing != null) + ", cookie " + cookie + ", requested " + (requested != null)
                        + ", valid " + valid + ", from cookie " + fromCookie + ", from url " + fromUrl
                        + ", kept " + request.getSession(true).getAttribute("kept") + ", changed " + changed + "\n");
    }

    @Override
    public void close() {
        service.close();
    }
}
