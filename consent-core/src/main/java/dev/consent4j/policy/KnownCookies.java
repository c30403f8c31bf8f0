package dev.consent4j.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The strictly necessary cookies of common frameworks under their default names, known without being declared: sessions,
 * tokens against request forgery, the way through a sign-in, messages for the next page, and which server of a cluster
 * answers (WP194, 3.1 to 3.5). What remembers a person or a preference beyond the visit, such as {@code remember-me},
 * {@code JWT_REFRESH_TOKEN} or {@code PLAY_LANG}, is none of them and has to be declared.
 *
 * <p>A policy that declares one of these names, or a pattern with a literal beginning that covers it, replaces what is
 * known here.
 */
public final class KnownCookies {

    private static final List<Declaration> NECESSARY = declared(
            // Servlet session of Jetty, Tomcat, Undertow, GlassFish and Liberty. Struts, Wicket, GWT, Vaadin, Shiro,
            // Tapestry and OWASP CSRFGuard keep their tokens in it and have no cookie of their own.
            "JSESSIONID",
            // Single sign-on of Tomcat, Undertow and GlassFish.
            "JSESSIONIDSSO",
            // Session failover of GlassFish and Payara.
            "JSESSIONIDVERSION",
            "JSESSIONIDSSOVERSION",
            "JREPLICA",
            // Sign-in of WebSphere and Liberty, and the page that asked for it.
            "LtpaToken2",
            "WASReqURL",
            // Sign-in of WebLogic.
            "_WL_AUTHCOOKIE_JSESSIONID",
            // Session of Spring Session and Micronaut.
            "SESSION",
            // CSRF token of Spring Security and Vert.x, and what Angular and Axios read.
            "XSRF-TOKEN",
            // Flash scope of JSF, lost without it between a form and the page after it: Mojarra, then MyFaces.
            "csfcfc",
            "oam.Flash.RENDERMAP.TOKEN",
            "oam.Flash.REDIRECT",
            // Which window a request belongs to: DeltaSpike.
            "dsrwid-*",
            // Session and flash scope of Play; its CSRF token is inside the session.
            "PLAY_SESSION",
            "PLAY_FLASH",
            // Quarkus: OpenID Connect session with its chunks and tenants, state and logout of it, form sign-in, CSRF
            // token.
            "q_session",
            "q_session_*",
            "q_auth",
            "q_auth_*",
            "q_post_logout",
            "q_post_logout_*",
            "quarkus-credential",
            "quarkus-redirect-location",
            "csrf-token",
            // Micronaut Security and Liberty: token; Micronaut: what an OAuth sign-in needs, CSRF token.
            "JWT",
            "OAUTH2_STATE",
            "OAUTH2_PKCE",
            "OPENID_NONCE",
            "__Host-csrfToken",
            // Session of Vert.x.
            "vertx-web.session",
            // CSRF token of Vaadin's endpoints.
            "csrfToken",
            // Keycloak adapters.
            "OAuth_Token_Request_State",
            "KEYCLOAK_ADAPTER_STATE",
            // CSRF token of pac4j.
            "pac4jCsrfToken",
            // CSRF tokens under names in common use.
            "CSRF-TOKEN",
            "csrf_token",
            "csrftoken",
            "_csrf",
            // The same server for the same visit: AWS, Azure, Google Cloud, Apache, HAProxy, F5, nginx ingress.
            "AWSALB",
            "AWSALBCORS",
            "AWSALBTG",
            "AWSALBTGCORS",
            "AWSELB",
            "AWSELBCORS",
            "ARRAffinity",
            "ARRAffinitySameSite",
            "ApplicationGatewayAffinity",
            "ApplicationGatewayAffinityCORS",
            "GCLB",
            "ROUTEID",
            "SERVERID",
            "BIGipServer*",
            "INGRESSCOOKIE");

    private KnownCookies() {}

    /** The declarations, each in the category {@value Category#NECESSARY}. */
    public static List<Declaration> necessary() {
        return NECESSARY;
    }

    private static List<Declaration> declared(String... names) {
        List<Declaration> declarations = new ArrayList<>();
        for (String name : names) {
            declarations.add(Declaration.cookie(name, Category.NECESSARY));
        }
        return List.copyOf(declarations);
    }
}
