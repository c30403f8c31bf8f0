package dev.consent4j.servlet.container;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.PushBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What an application sees of cookies, one line each. */
final class View {

    static final String PATH = "/view";

    private View() {}

    static void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String seen = "contains " + response.containsHeader("set-cookie")
                + "\nheader " + response.getHeader("set-cookie")
                + "\nheaders " + List.copyOf(response.getHeaders("set-cookie"))
                + "\nnames " + names(List.copyOf(response.getHeaderNames()), "Set-Cookie")
                + "\ncookies " + cookies(request)
                + "\nrequest header " + request.getHeader("COOKIE")
                + "\nrequest headers " + Collections.list(request.getHeaders("cookie"))
                + "\nrequest names " + names(Collections.list(request.getHeaderNames()), "Cookie")
                + "\npush " + pushed(request)
                + "\n";
        response.setContentType("text/plain;charset=iso-8859-1");
        response.getWriter().write(seen);
    }

    @SuppressWarnings("deprecation")
    private static String pushed(HttpServletRequest request) {
        PushBuilder builder = request.newPushBuilder();
        return builder == null ? null : builder.getHeader("Cookie");
    }

    private static List<String> names(List<String> names, String wanted) {
        return names.stream()
                .filter(wanted::equalsIgnoreCase)
                .map(name -> wanted)
                .distinct()
                .toList();
    }

    private static List<String> cookies(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .toList();
    }
}
