package dev.consent4j.servlet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An application that sets cookies through every door of the servlet API, on every dispatch. */
final class DoorsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** A way to set a cookie. */
    enum Door {
        ADD_COOKIE {
            @Override
            void set(HttpServletResponse response, String name) {
                response.addCookie(new Cookie(name, "1"));
            }
        },
        ADD_HEADER {
            @Override
            void set(HttpServletResponse response, String name) {
                response.addHeader("Set-Cookie", name + "=1; Path=/");
            }
        },
        ADD_HEADER_IN_ODD_CASE {
            @Override
            void set(HttpServletResponse response, String name) {
                response.addHeader("sEt-cOOkie", " " + name + " = 1;Path=/");
            }
        },
        SET_HEADER {
            @Override
            void set(HttpServletResponse response, String name) {
                response.setHeader("set-cookie", name + "=1");
            }
        };

        abstract void set(HttpServletResponse response, String name);
    }

    /** A way for a response to come about. */
    enum Way {
        DIRECT,
        INCLUDE,
        FORWARD,
        ERROR,
        EXCEPTION,
        ASYNC,
        ASYNC_WITH_ARGUMENTS,
        ASYNC_OF_WRAPPER,
        ASYNC_DISPATCH,
        ASYNC_AFTER_FORWARD,
        BEFORE_ERROR,
        BEFORE_REDIRECT,
        AFTER_RESET
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Door door = Door.valueOf(request.getParameter("door"));
        Way way = Way.valueOf(request.getParameter("way"));
        String target = "/target?door=" + door + "&way=" + way;
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            again(request, response, door, way);
            return;
        }
        switch (way) {
            case DIRECT -> set(response, door);
            case INCLUDE -> request.getRequestDispatcher(target).include(request, response);
            case FORWARD, ASYNC_AFTER_FORWARD ->
                request.getRequestDispatcher(target).forward(request, response);
            case ERROR -> response.sendError(500);
            case EXCEPTION -> throw new ServletException("thrown on purpose");
            case ASYNC -> later(request.startAsync(), door);
            case ASYNC_WITH_ARGUMENTS -> later(request.startAsync(request, response), door);
            case ASYNC_OF_WRAPPER -> later(new HttpServletRequestWrapper(request).startAsync(), door);
            case ASYNC_DISPATCH -> request.startAsync().dispatch(target);
            case BEFORE_ERROR -> {
                set(response, door);
                response.sendError(404);
            }
            case BEFORE_REDIRECT -> {
                set(response, door);
                response.sendRedirect("/elsewhere");
            }
            case AFTER_RESET -> {
                response.addCookie(new Cookie("lost", "1"));
                response.reset();
                set(response, door);
            }
        }
    }

    private static void again(HttpServletRequest request, HttpServletResponse response, Door door, Way way) {
        if (way == Way.ASYNC_AFTER_FORWARD && request.getDispatcherType() == DispatcherType.FORWARD) {
            request.startAsync().dispatch();
        } else if (way != Way.BEFORE_ERROR) {
            set(response, door);
            response.setHeader("Dispatched-To", request.getServletPath() + request.getPathInfo());
        }
    }

    private static void later(AsyncContext async, Door door) {
        async.start(() -> {
            set((HttpServletResponse) async.getResponse(), door);
            async.complete();
        });
    }

    /** The denied one first, because setting a header replaces what was set before. */
    private static void set(HttpServletResponse response, Door door) {
        door.set(response, "_stats");
        door.set(response, "basket");
    }
}
