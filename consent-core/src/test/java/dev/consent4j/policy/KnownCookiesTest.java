package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownCookiesTest {

    /** A framework's default name, in its own spelling. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Jetty, JSESSIONID",
        "Struts, JSESSIONID",
        "Shiro, JSESSIONID",
        "Tomcat single sign-on, JSESSIONIDSSO",
        "GlassFish failover, JREPLICA",
        "Liberty sign-in, LtpaToken2",
        "WebLogic sign-in, _WL_AUTHCOOKIE_JSESSIONID",
        "Spring Session, SESSION",
        "Spring Security, XSRF-TOKEN",
        "JSF flash of Mojarra, csfcfc",
        "JSF flash of MyFaces, oam.Flash.RENDERMAP.TOKEN",
        "JSF redirect of MyFaces, oam.Flash.REDIRECT",
        "JSF window of DeltaSpike, dsrwid-285",
        "Play, PLAY_SESSION",
        "Play, PLAY_FLASH",
        "Quarkus OpenID Connect, q_session",
        "Quarkus OpenID Connect in chunks, q_session_chunk_2",
        "Quarkus OpenID Connect of a tenant, q_session_tenant-a",
        "Quarkus state, q_auth_0b5e1c1e-7a2e",
        "Quarkus form sign-in, quarkus-credential",
        "Quarkus CSRF, csrf-token",
        "Micronaut session, SESSION",
        "Micronaut token, JWT",
        "Micronaut OAuth, OAUTH2_STATE",
        "Micronaut OpenID, OPENID_NONCE",
        "Micronaut CSRF, __Host-csrfToken",
        "Vert.x, vertx-web.session",
        "Vaadin, csrfToken",
        "Keycloak, OAuth_Token_Request_State",
        "pac4j, pac4jCsrfToken",
        "common, CSRF-TOKEN",
        "common, csrftoken",
        "AWS, AWSALBCORS",
        "Azure, ARRAffinitySameSite",
        "F5, BIGipServerpool_web",
        "Apache, ROUTEID"
    })
    void areNecessaryWithoutBeingDeclared(String framework, String name) {
        assertEquals(List.of(Category.NECESSARY), purposes(DeclarationIndex.of(List.of()), name), framework);
    }

    /** What outlives the visit, what measures, and what only looks like a known name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "remember-me",
                "rememberMe",
                "JWT_REFRESH_TOKEN",
                "PLAY_LANG",
                "WW_TRANS_I18N_LOCALE",
                "org.springframework.web.servlet.i18n.CookieLocaleResolver.LOCALE",
                "_ga",
                "q_sessions",
                "q_authority",
                "jsessionid",
                "JSESSIONID2",
                "session",
                "csrf",
                "AWSALBX"
            })
    void areNoOthers(String name) {
        assertEquals(List.of(), purposes(DeclarationIndex.of(List.of()), name));
    }

    @Test
    void areWhatThePolicySaysOnceItDeclaresThem() {
        DeclarationIndex index = index("SESSION", "q_session_*", "PLAY_*");

        assertEquals(List.of("p"), purposes(index, "SESSION"));
        assertEquals(List.of("p"), purposes(index, "q_session_chunk_1"));
        assertEquals(List.of("p"), purposes(index, "PLAY_SESSION"));
        assertEquals(List.of(Category.NECESSARY), purposes(index, "q_session"));
    }

    @Test
    void stayKnownBesideAPatternThatSaysNothing() {
        assertEquals(List.of(Category.NECESSARY), purposes(index("*"), "JSESSIONID"));
        assertEquals(List.of(Category.NECESSARY), purposes(index("*ID"), "JSESSIONID"));
    }

    @Proves("EU-16")
    @Test
    void areAllInTheTableOfTheManual() throws IOException {
        String manual = Files.readString(Path.of("../docs/policy.md"));

        KnownCookies.necessary()
                .forEach(known -> assertTrue(manual.contains("`" + known.name() + "`"), "missing: " + known.name()));
    }

    private static DeclarationIndex index(String... names) {
        return DeclarationIndex.of(List.of(names).stream()
                .map(name -> Declaration.cookie(name, "p"))
                .toList());
    }

    private static List<String> purposes(DeclarationIndex index, String name) {
        return index.find(name).stream().map(Declaration::purpose).toList();
    }
}
