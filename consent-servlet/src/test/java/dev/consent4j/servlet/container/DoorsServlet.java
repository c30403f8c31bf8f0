package dev.consent4j.servlet.container;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;

/** An application that sets cookies through a {@link Door} on a {@link Way}. */
final class DoorsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Jetty now and then forgets a timeout that ends while the servlet is still returning. */
    private static final int TIMEOUT = 250;

    private static final int MORE_THAN_ANY_BUFFER = 200_000;

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
            case DIRECT, HEAD, HTTP_2 -> answer(response, door);
            case INCLUDE -> request.getRequestDispatcher(target).include(request, response);
            case FORWARD, ASYNC_AFTER_FORWARD ->
                request.getRequestDispatcher(target).forward(request, response);
            case ERROR, HTTP_2_ERROR -> response.sendError(500);
            case EXCEPTION -> throw new ServletException("thrown on purpose");
            case BEFORE_EXCEPTION -> {
                door.pass(response);
                throw new ServletException("thrown on purpose");
            }
            case ASYNC, HTTP_2_ASYNC -> later(request.startAsync(), door);
            case ASYNC_WITH_ARGUMENTS -> later(request.startAsync(request, response), door);
            case ASYNC_OF_WRAPPER -> later(new HttpServletRequestWrapper(request).startAsync(), door);
            case ASYNC_UNWRAPPED -> later(request.startAsync(container(request), container(response)), door);
            case ASYNC_DISPATCH, ASYNC_ERROR -> request.startAsync().dispatch(target);
            case ASYNC_LISTENER, ASYNC_TIMEOUT -> timeOut(request.startAsync(), door, way);
            default -> set(response, door, way);
        }
    }

    private static void set(HttpServletResponse response, Door door, Way way) throws IOException {
        if (way == Way.AFTER_ERROR) {
            response.sendError(404);
        } else if (way == Way.AFTER_REDIRECT) {
            response.sendRedirect("/elsewhere");
        } else if (way == Way.AFTER_RESET) {
            response.addHeader("Set-Cookie", "basket=lost");
            response.reset();
        } else if (way == Way.AFTER_COMMIT) {
            response.flushBuffer();
        }
        door.pass(response);
        switch (way) {
            case BEFORE_ERROR -> response.sendError(404);
            case BEFORE_REDIRECT -> response.sendRedirect("/elsewhere");
            case BEFORE_REDIRECT_KEEPING -> redirect(response, "/elsewhere", false);
            case BEFORE_REDIRECT_WITH_STATUS -> redirect(response, "/elsewhere", 302);
            case BEFORE_REDIRECT_WITH_BOTH -> redirect(response, "/elsewhere", 302, true);
            case BEFORE_RESET -> response.reset();
            case BEFORE_RESET_BUFFER -> {
                response.getWriter().write("gone");
                response.resetBuffer();
            }
            case BEFORE_FLUSH -> response.flushBuffer();
            case BEFORE_WRITER -> {
                response.getWriter().write("page");
                response.getWriter().flush();
            }
            case BEFORE_STREAM -> {
                response.getOutputStream().write(1);
                response.getOutputStream().flush();
            }
            case BEFORE_OVERFLOW -> response.getOutputStream().write(new byte[MORE_THAN_ANY_BUFFER]);
            default -> {
                // The response ends as it is.
            }
        }
    }

    /** The overloads of Servlet 6.1, which not every container has. */
    private static void redirect(HttpServletResponse response, Object... arguments) throws IOException {
        for (Method method : HttpServletResponse.class.getMethods()) {
            if (method.getName().equals("sendRedirect")
                    && method.getParameterCount() == arguments.length
                    && (arguments.length > 2
                            || (method.getParameterTypes()[1] == int.class) == arguments[1] instanceof Integer)) {
                try {
                    method.invoke(response, arguments);
                    return;
                } catch (ReflectiveOperationException failed) {
                    throw new IOException(failed);
                }
            }
        }
        response.setHeader("No-Such-Method", "sendRedirect");
    }

    private static void again(HttpServletRequest request, HttpServletResponse response, Door door, Way way)
            throws ServletException, IOException {
        DispatcherType type = request.getDispatcherType();
        if (way == Way.ASYNC_AFTER_FORWARD && type == DispatcherType.FORWARD) {
            request.startAsync().dispatch();
        } else if (way == Way.ASYNC_ERROR && type == DispatcherType.ASYNC) {
            throw new ServletException("thrown on purpose");
        } else if (type != DispatcherType.ERROR || !way.name().contains("BEFORE") && way != Way.AFTER_ERROR) {
            answer(response, door);
            response.setHeader("Dispatched-To", request.getServletPath() + request.getPathInfo());
        }
    }

    private static void answer(HttpServletResponse response, Door door) throws IOException {
        door.pass(response);
        if (door == Door.TRAILERS) {
            response.getWriter().write("page");
            response.getWriter().flush();
        }
    }

    private static void later(AsyncContext async, Door door) {
        async.start(() -> {
            try {
                answer((HttpServletResponse) async.getResponse(), door);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            async.complete();
        });
    }

    private static void timeOut(AsyncContext async, Door door, Way way) {
        async.setTimeout(TIMEOUT);
        if (way == Way.ASYNC_LISTENER) {
            async.addListener(new AsyncListener() {
                @Override
                public void onTimeout(AsyncEvent event) throws IOException {
                    answer((HttpServletResponse) event.getAsyncContext().getResponse(), door);
                    event.getAsyncContext().complete();
                }

                @Override
                public void onComplete(AsyncEvent event) {}

                @Override
                public void onError(AsyncEvent event) {}

                @Override
                public void onStartAsync(AsyncEvent event) {}
            });
        }
    }

    private static ServletRequest container(ServletRequest request) {
        return request instanceof ServletRequestWrapper wrapper ? container(wrapper.getRequest()) : request;
    }

    private static ServletResponse container(ServletResponse response) {
        return response instanceof ServletResponseWrapper wrapper ? container(wrapper.getResponse()) : response;
    }
}
