package dev.consent4j.examples.fivesites;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that a page tries to set, as any servlet would; the page knows nothing of consent.
 *
 * @param name its name
 * @param value its value
 * @param domain its domain attribute; null for host-only
 * @param path its path attribute
 * @param days how long it lives; 0 for the session
 * @param asHeader whether it is set as a header line instead of by {@code addCookie}
 */
record CookieAttempt(String name, String value, @Nullable String domain, String path, int days, boolean asHeader) {

    /** A host-only session cookie for the whole site. */
    static CookieAttempt cookie(String name, String value) {
        return new CookieAttempt(name, value, null, "/", 0, false);
    }

    CookieAttempt below(String newPath) {
        return new CookieAttempt(name, value, domain, newPath, days, asHeader);
    }

    CookieAttempt on(String newDomain) {
        return new CookieAttempt(name, value, newDomain, path, days, asHeader);
    }

    CookieAttempt forDays(int newDays) {
        return new CookieAttempt(name, value, domain, path, newDays, asHeader);
    }

    CookieAttempt asHeaderLine() {
        return new CookieAttempt(name, value, domain, path, days, true);
    }

    /** Tries to set it. */
    void set(HttpServletResponse response) {
        if (asHeader) {
            response.addHeader("Set-Cookie", line());
            return;
        }
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(path);
        if (domain != null) {
            cookie.setDomain(domain);
        }
        if (days > 0) {
            cookie.setMaxAge(seconds());
        }
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    private String line() {
        return name + "=" + value + "; Path=" + path + (domain == null ? "" : "; Domain=" + domain)
                + (days == 0 ? "" : "; Max-Age=" + seconds()) + "; SameSite=Lax";
    }

    private int seconds() {
        return Math.toIntExact(Duration.ofDays(days).toSeconds());
    }
}
