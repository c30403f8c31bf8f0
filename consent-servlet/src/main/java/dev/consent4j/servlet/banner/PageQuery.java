package dev.consent4j.servlet.banner;

import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.request.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a visitor's address or form says beside the answer.
 *
 * @param language the language chosen by link; empty to follow the browser
 * @param returnPath where to come back to; empty for the choices page
 * @param token proof of an earlier page of ours, for browsers that name no origin
 */
record PageQuery(String language, Optional<String> returnPath, String token) {

    private static final int MAX_TOKEN = 400;

    static PageQuery of(UnaryOperator<String> parameter) {
        String token = parameter.apply("token");
        return new PageQuery(
                parameter.apply("lang"),
                ReturnPath.parse(parameter.apply("return")),
                token.length() <= MAX_TOKEN ? token : "");
    }

    static PageQuery of(HttpServletRequest request) {
        return of(name -> parameter(request, name));
    }

    /** The first value of a parameter, empty if there is none or the container cannot read the address. */
    static String parameter(HttpServletRequest request, String name) {
        try {
            String value = request.getParameter(name);
            return value == null ? "" : value;
        } catch (RuntimeException malformed) {
            return "";
        }
    }

    /** The chosen language, if the policy speaks it, else the one the browser prefers. */
    String languageFor(Visitor visitor) {
        return isChosen(visitor) ? language : visitor.language();
    }

    private boolean isChosen(Visitor visitor) {
        return visitor.effective().policy().languages().contains(language);
    }

    /** Hidden fields that carry this through a form. */
    void addTo(Html html, Visitor visitor) {
        returnPath.ifPresent(path -> hidden(html, "return", path));
        if (isChosen(visitor)) {
            hidden(html, "lang", language);
        }
    }

    static void hidden(Html html, String name, String value) {
        html.empty("input").with("type", "hidden").with("name", name).with("value", value);
    }

    /** The path of the choices page with a parameter, in the chosen language. */
    String choicesPath(Visitor visitor, String name, String value) {
        return path(visitor, "choices", name, value);
    }

    /** The path of one of our pages with a parameter, in the chosen language. */
    String path(Visitor visitor, String page, String name, String value) {
        String path = visitor.basePath() + "/" + page;
        String query = value.isEmpty() ? "" : "?" + name + "=" + encoded(value);
        if (isChosen(visitor)) {
            query += (query.isEmpty() ? "?" : "&") + "lang=" + encoded(language);
        }
        return path + query;
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
