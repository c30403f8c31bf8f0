package dev.consent4j.servlet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;

/** An application without our filter, behind one that only wraps: what a container does by itself. */
final class FactsTrial implements Trial {

    private static final String ENTERED = "entered";

    /** Notes whether cookies pass it. */
    private static final class Wrapper extends HttpServletResponseWrapper {

        private boolean passed;

        Wrapper(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addCookie(Cookie cookie) {
            passed = true;
            super.addCookie(cookie);
        }

        @Override
        public void addHeader(String name, String value) {
            passed |= name.equalsIgnoreCase("Set-Cookie");
            super.addHeader(name, value);
        }
    }

    @Override
    public void start(ServletContext context) {
        Trial.serve(context, new LambdaServlet(FactsTrial::answer));
        context.addServlet("view", new LambdaServlet(View::write)).addMapping(View.PATH);
        for (String name : List.of("zeta", "alpha", "mu", "beta")) {
            DoorsTrial.map(context, name, (request, response, chain) -> chain.doFilter(request, response));
        }
        DoorsTrial.map(context, "wrapper", (request, response, chain) -> {
            request.setAttribute(ENTERED, response instanceof Wrapper);
            chain.doFilter(request, new Wrapper((HttpServletResponse) response));
        });
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String fact = request.getParameter("fact");
        String target = "/target?fact=" + fact;
        DispatcherType type = request.getDispatcherType();
        if (type == DispatcherType.INCLUDE) {
            response.addCookie(new Cookie("a", "1"));
        } else if (type == DispatcherType.FORWARD || type == DispatcherType.ASYNC) {
            say(response, wrapperOrOwn((Boolean) request.getAttribute(ENTERED)));
        } else if (type == DispatcherType.REQUEST) {
            switch (Fact.valueOf(fact)) {
                case SESSION -> {
                    request.getSession();
                    say(response, ((Wrapper) response).passed ? "through the wrapper" : "past every wrapper");
                }
                case ASYNC_RESPONSE -> {
                    AsyncContext async = request.startAsync();
                    say(response, wrapperOrOwn(async.getResponse() instanceof Wrapper));
                    async.complete();
                }
                case ASYNC_DISPATCH -> request.startAsync().dispatch(target);
                case FORWARD -> request.getRequestDispatcher(target).forward(request, response);
                case INCLUDE -> request.getRequestDispatcher(target).include(request, response);
                case FILTERS ->
                    say(
                            response,
                            String.join(
                                    " ",
                                    request.getServletContext()
                                            .getFilterRegistrations()
                                            .keySet()));
                default -> set(Fact.valueOf(fact), response);
            }
        }
    }

    private static void set(Fact fact, HttpServletResponse response) throws IOException, ServletException {
        Cookie cookie = new Cookie("a", "1");
        switch (fact) {
            case AFTER_ERROR -> {
                response.sendError(404);
                response.addCookie(cookie);
            }
            case RAW_AFTER_EXCEPTION -> {
                response.addHeader("Set-Cookie", "a=1");
                throw new ServletException("thrown on purpose");
            }
            case SET_TO_NULL -> {
                response.addHeader("Set-Cookie", "a=1");
                response.setHeader("Set-Cookie", null);
            }
            case COLON -> response.addHeader("Set-Cookie: a=1;b", "c");
            case SAME_SITE -> cookie.setAttribute("SameSite", "Lax");
            case PARTITIONED -> cookie.setAttribute("Partitioned", "");
            default -> {
                // Only the cookie.
            }
        }
        if (fact.setsObject()) {
            response.addCookie(cookie);
        }
        switch (fact) {
            case LISTED -> say(response, response.getHeaders("Set-Cookie").isEmpty() ? "not listed" : "listed");
            case REPLACED -> response.setHeader("Set-Cookie", "b=1");
            case RESET -> response.reset();
            default -> {
                // Nothing after the cookie.
            }
        }
    }

    private static String wrapperOrOwn(boolean wrapper) {
        return wrapper ? "the wrapper" : "its own";
    }

    private static void say(HttpServletResponse response, String answer) throws IOException {
        response.getWriter().write("says " + answer + "\n");
    }
}
