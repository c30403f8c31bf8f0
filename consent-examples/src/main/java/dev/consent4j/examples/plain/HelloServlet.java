package dev.consent4j.examples.plain;

// tag::servlet[]
import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that sets a cookie without asking, and shows the banner. */
@WebServlet("")
public class HelloServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Sent once the visitor has allowed the purpose it is declared for; withheld until then.
        response.addCookie(new Cookie("visits", "1"));
        Consent consent = Consent.of(request);
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().print("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Hello</title></head>
                <body>%s<main><h1>Hello</h1><p>Counting visits: %s.</p></main>
                <footer><a href="%s">Privacy choices</a></footer></body>
                </html>
                """.formatted(
                        consent.banner(), consent.allows("visit-count") ? "yes" : "no", consent.choicesPath()));
    }
}
// end::servlet[]
