package dev.consent4j.policy;

import java.util.List;

/**
 * The necessary cookies of common frameworks, known without being declared. A policy that declares one of these names
 * replaces what is known here.
 */
public final class KnownCookies {

    private static final List<Declaration> NECESSARY = List.of(
            // Servlet session of Jetty, Tomcat and Undertow.
            Declaration.cookie("JSESSIONID", Category.NECESSARY),
            // Single sign-on of Tomcat and Undertow.
            Declaration.cookie("JSESSIONIDSSO", Category.NECESSARY),
            // Spring Session.
            Declaration.cookie("SESSION", Category.NECESSARY),
            // CSRF token of Spring Security.
            Declaration.cookie("XSRF-TOKEN", Category.NECESSARY));

    private KnownCookies() {}

    /** The declarations, each in the category {@value Category#NECESSARY}. */
    public static List<Declaration> necessary() {
        return NECESSARY;
    }
}
