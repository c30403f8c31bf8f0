package dev.consent4j.examples.fivesites;

import dev.consent4j.servlet.console.ConsoleAccess;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** Lets whoever has read the printed password into the console, for the length of a session. */
final class ConsoleLogin extends HttpServlet implements ConsoleAccess {

    /** Host name of the console. */
    static final String HOST = "console.localhost";

    private static final long serialVersionUID = 1L;
    private static final String READER = ConsoleLogin.class.getName() + ".reader";
    private static final int MINUTES = 30;
    private static final int TOO_MANY = 429;

    private final transient OneTimePassword password;
    private final String consolePath;

    ConsoleLogin(OneTimePassword password, String consolePath) {
        this.password = password;
        this.consolePath = consolePath;
    }

    @Override
    public Optional<String> reader(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((String) session.getAttribute(READER));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals("/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (reader(request).isPresent()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", consolePath);
        } else {
            form(response, "");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (password.redeem(Objects.requireNonNullElse(request.getParameter("password"), ""))) {
            case ACCEPTED -> {
                HttpSession session = request.getSession(true);
                session.setAttribute(READER, "operator");
                session.setMaxInactiveInterval(MINUTES * 60);
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", consolePath);
            }
            case WRONG -> {
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
                form(response, "That is not the password.");
            }
            case CLOSED -> {
                response.setStatus(TOO_MANY);
                form(response, "The password was used, or was tried too often. Restart the demo for a new one.");
            }
        }
    }

    private static void form(HttpServletResponse response, String message) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Console</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/demo/site.css"></head>
                <body class="login"><main><h1>Console</h1>
                <p>The password was printed when the demo started. It works once.</p>
                <form method="post" action="/">
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="off" required autofocus>
                <button type="submit">Open the console</button>
                </form><p role="alert">%s</p></main></body></html>
                """.formatted(message));
    }
}
