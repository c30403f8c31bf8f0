package dev.consent4j.servlet.container;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet made of whatever a test wants answered. */
final class LambdaServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    LambdaServlet(Answer answer) {
        this.answer = answer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        answer.answer(request, response);
    }
}
