package dev.consent4j.examples.fivesites;

import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.request.JurisdictionResolver;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The chooser of this demo: where the visitor is taken to be. A real site would ask a geolocation database instead, and
 * would not let the visitor choose.
 */
final class Jurisdictions extends HttpServlet implements JurisdictionResolver {

    /** Name of the cookie that remembers the choice. */
    static final String COOKIE = "demo_jurisdiction";

    /** Path of the form's target. */
    static final String PATH = "/demo/jurisdiction";

    private static final long serialVersionUID = 1L;
    private static final int SEE_OTHER = HttpServletResponse.SC_SEE_OTHER;

    private static final Map<String, String> OFFERED = offered();

    private static Map<String, String> offered() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("unknown", "Unknown");
        places.put("DE", "Germany");
        places.put("FR", "France");
        places.put("GB", "United Kingdom");
        places.put("US-CA", "California");
        places.put("US-TX", "Texas");
        places.put("CA-QC", "Quebec");
        return places;
    }

    @Override
    public Jurisdiction resolve(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE) && OFFERED.containsKey(cookie.getValue())) {
                    return Jurisdiction.parse(cookie.getValue());
                }
            }
        }
        return Jurisdiction.UNKNOWN;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        String chosen = Objects.requireNonNullElse(request.getParameter("jurisdiction"), "");
        if (OFFERED.containsKey(chosen)) {
            CookieAttempt.cookie(COOKIE, chosen).set(response);
        }
        response.setStatus(SEE_OTHER);
        response.setHeader("Location", sameSite(request.getParameter("return")));
    }

    /** A path of this site, whatever was sent. */
    private static String sameSite(@org.jspecify.annotations.Nullable String path) {
        return path != null && path.matches("/(?![/\\\\])[A-Za-z0-9/._-]*") ? path : "/";
    }

    /** The form, with the choice in force preset. */
    static String form(Jurisdiction now, String path) {
        StringBuilder options = new StringBuilder();
        OFFERED.forEach((code, name) -> options.append("<option value=\"%s\"%s>%s</option>"
                .formatted(code, code.equals(now.code()) ? " selected" : "", name)));
        return """
                <form class="chooser" method="post" action="%s">
                <label for="jurisdiction">Where you are taken to be</label>
                <select id="jurisdiction" name="jurisdiction">%s</select>
                <input type="hidden" name="return" value="%s">
                <button type="submit">Change</button>
                <small>Only in this demo.</small>
                </form>
                """.formatted(PATH, options, Markup.escape(path));
    }
}
