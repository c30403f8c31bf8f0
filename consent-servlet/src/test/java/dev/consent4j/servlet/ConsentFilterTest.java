package dev.consent4j.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.consent4j.ConsentService;
import dev.consent4j.SignedIn;
import dev.consent4j.Site;
import dev.consent4j.SiteConsent;
import dev.consent4j.Submission;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.decision.Shown;
import dev.consent4j.decision.Source;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsentFilterTest {

    private ConsentService service = TestSite.running();
    private final AtomicReference<HttpServletRequest> seen = new AtomicReference<>();

    @AfterEach
    void close() {
        service.close();
    }

    private void visit(ConsentFilter filter, HttpServletRequest request) throws Exception {
        filter.doFilter(
                request, new FakeResponse().servlet(), (passed, response) -> seen.set((HttpServletRequest) passed));
    }

    @Proves("SERVLET-4")
    @Test
    void registersForEveryDispatchFirstAndAsync() {
        ServletContext context = mock(ServletContext.class);
        FilterRegistration.Dynamic registration = mock(FilterRegistration.Dynamic.class);
        ConsentFilter filter = ConsentFilter.builder(service).build();
        when(context.addFilter(ConsentFilter.NAME, filter)).thenReturn(registration);

        assertSame(registration, filter.addTo(context));

        verify(registration).setAsyncSupported(true);
        verify(registration).addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        when(context.addFilter(eq(ConsentFilter.NAME), any(ConsentFilter.class)))
                .thenReturn(null);
        assertThrows(IllegalStateException.class, () -> filter.addTo(context));
    }

    @Test
    void tellsOfASessionCookieThePolicyDoesNotCallNecessary() {
        try (Warnings warnings = Warnings.of(Entrance.class.getName())) {
            init("SID");
            init(null);
            init("JSESSIONID");
            init("basket");

            assertEquals(1, warnings.messages().size());
            assertTrue(warnings.messages().get(0).contains("session cookie SID"));
            assertTrue(warnings.messages().get(0).contains("sessionsNeed"));
        }
    }

    @Test
    void tellsOfANecessarySessionCookieWhereSessionsNeedAPurpose() {
        try (Warnings warnings = Warnings.of(Entrance.class.getName())) {
            init("_stats", ConsentFilter.builder(service).sessionsNeed("audience"));
            assertEquals(0, warnings.messages().size());

            init("JSESSIONID", ConsentFilter.builder(service).sessionsNeed("audience"));
            assertTrue(warnings.messages().get(0).contains("declare it for audience"));
        }
    }

    @Test
    void refusesAnUnknownPurposeOfSessions() {
        ConfigurationException wrong = assertThrows(
                ConfigurationException.class,
                () -> ConsentFilter.builder(service).sessionsNeed("audiense").build());

        assertEquals(
                "sessionsNeed: 'audiense' is no purpose or category of site 'shop'. Did you mean 'audience'?",
                wrong.problems().get(0).toString());
    }

    @Test
    void whatTheAccountAllowedCountsOnlyWhileItIsSignedIn() throws Exception {
        SiteConsent site = service.sites().get(0);
        SignedIn anna = site.accounts().signedIn("anna");
        site.submit(
                Submission.of(site.newDecisionId(), Action.ACCEPT_ALL, Source.BANNER, Shown.NOTHING),
                TestSite.undecided(site),
                anna);
        ConsentFilter filter = ConsentFilter.builder(service)
                .account(request -> Optional.ofNullable(request.getHeader("X-Account")))
                .build();

        assertTrue(allowed(filter, FakeRequest.of("X-Account", "anna")));
        assertFalse(allowed(filter, FakeRequest.of("X-Account", "bert")));
        assertFalse(allowed(filter, FakeRequest.of()));
        assertFalse(allowed(filter, FakeRequest.of("X-Account", " ")), "no id of an account");
    }

    @Test
    void whereItCannotBeFoundOutWhoIsSignedInNothingOptionalIsPermitted() throws Exception {
        String cookie = TestSite.cookieAfter(service.sites().get(0), Action.ACCEPT_ALL);
        ConsentFilter known = ConsentFilter.builder(service).build();
        ConsentFilter failing = ConsentFilter.builder(service)
                .account(request -> {
                    throw new IllegalStateException("no session store");
                })
                .build();

        assertTrue(allowed(known, FakeRequest.of("Cookie", cookie)));
        assertFalse(allowed(failing, FakeRequest.of("Cookie", cookie)));
    }

    private static boolean allowed(ConsentFilter filter, FakeRequest request) throws Exception {
        AtomicBoolean allowed = new AtomicBoolean();
        filter.doFilter(
                request.servlet(),
                new FakeResponse().servlet(),
                (gated, response) ->
                        allowed.set(Consent.of((HttpServletRequest) gated).allows("audience")));
        return allowed.get();
    }

    @Test
    void tellsOfACookieSetByAFilterBeforeOurs() throws Exception {
        FakeResponse early = new FakeResponse();
        early.servlet().addHeader("Set-Cookie", "early\n=1");
        ConsentFilter filter = ConsentFilter.builder(service).build();
        try (Warnings warnings = Warnings.of(FilterOrder.class.getName())) {
            for (int i = 0; i < FilterOrder.LOOKS / 2; i++) {
                visit(filter, FakeRequest.of().servlet());
            }
            assertEquals(0, warnings.messages().size());
            for (int i = 0; i < 2; i++) {
                filter.doFilter(FakeRequest.of().servlet(), early.servlet(), (request, response) -> {});
            }

            assertEquals(1, warnings.messages().size());
            assertTrue(warnings.messages().get(0).contains("the cookie early?, which passes ungated"));
        }
    }

    private void init(String sessionCookie) {
        init(sessionCookie, ConsentFilter.builder(service));
    }

    private static void init(String sessionCookie, ConsentFilterBuilder builder) {
        FilterConfig config = mock(FilterConfig.class);
        ServletContext context = mock(ServletContext.class);
        SessionCookieConfig session = mock(SessionCookieConfig.class);
        when(config.getServletContext()).thenReturn(context);
        when(context.getSessionCookieConfig()).thenReturn(session);
        when(session.getName()).thenReturn(sessionCookie);
        builder.build().init(config);
    }

    @Proves("P-5")
    @Test
    void listsEveryMistakeOfItsBuilder() {
        ConfigurationException wrong = assertThrows(
                ConfigurationException.class,
                () -> ConsentFilter.builder(service)
                        .basePath("privacy/")
                        .writesPerHour(0)
                        .build());

        assertEquals(2, wrong.problems().size());
    }

    @Test
    void asksTheResolverAndDistrustsItsFailure() throws Exception {
        visit(
                ConsentFilter.builder(service)
                        .jurisdiction(request -> Jurisdiction.parse("FR"))
                        .build(),
                FakeRequest.of().servlet());
        assertEquals(
                "FR", Consent.of(seen.get()).effective().visit().jurisdiction().code());

        visit(
                ConsentFilter.builder(service)
                        .jurisdiction(request -> {
                            throw new IllegalStateException("broken on purpose");
                        })
                        .build(),
                FakeRequest.of().servlet());
        assertTrue(Consent.of(seen.get()).effective().visit().jurisdiction().isUnknown());

        visit(
                ConsentFilter.builder(service).jurisdiction(request -> null).build(),
                FakeRequest.of().servlet());
        assertTrue(Consent.of(seen.get()).effective().visit().jurisdiction().isUnknown());
    }

    @Proves("P-5")
    @Test
    void goesOnWithEverythingOptionalDeniedWhenARequestCannotBeRead() throws Exception {
        HttpServletRequest broken =
                new HttpServletRequestWrapper(FakeRequest.of().servlet()) {
                    @Override
                    public String getServerName() {
                        throw new IllegalArgumentException("broken on purpose");
                    }
                };

        try (Warnings warnings = Warnings.of(Entrance.class.getName())) {
            visit(ConsentFilter.builder(service).build(), broken);
            assertEquals(1, warnings.messages().size());
        }

        assertFalse(Consent.of(seen.get()).allows("audience"));
    }

    @Test
    void tellsOfAnUnknownHostOnce() throws Exception {
        service.close();
        service = TestSite.service()
                .site(Site.of("shop", TestSite.policy()).hosts("known.example"))
                .build();
        ConsentFilter filter = ConsentFilter.builder(service).build();
        try (Warnings warnings = Warnings.of(Entrance.class.getName())) {
            visit(filter, FakeRequest.of().servlet());
            visit(filter, FakeRequest.of().servlet());
            visit(filter, FakeRequest.of().with("getServerName", "evil\nhost").servlet());

            assertEquals(2, warnings.messages().size());
            assertTrue(warnings.messages().get(1).contains("evil?host"));
        }
        assertEquals("/privacy/choices", Consent.of(seen.get()).choicesPath());
    }

    @Proves("P-5")
    @Test
    void letsTheExceptionsOfTheApplicationThroughUnchanged() {
        ServletException thrown = new ServletException("of the application");

        assertSame(
                thrown,
                assertThrows(
                        ServletException.class,
                        () -> ConsentFilter.builder(service)
                                .build()
                                .doFilter(
                                        FakeRequest.of().servlet(),
                                        new FakeResponse().servlet(),
                                        (request, response) -> {
                                            throw thrown;
                                        })));
    }

    @Test
    void leavesWhatIsNotHttpAlone() throws Exception {
        ServletRequest request = mock(ServletRequest.class);
        ServletResponse response = mock(ServletResponse.class);
        AtomicReference<ServletRequest> passed = new AtomicReference<>();

        ConsentFilter.builder(service).build().doFilter(request, response, (given, ignored) -> passed.set(given));

        assertSame(request, passed.get());
    }

    @Test
    void aFailingPageOfTheLibraryAnswersWith500() throws Exception {
        HttpServletRequest broken =
                new HttpServletRequestWrapper(FakeRequest.of()
                        .with("getServletPath", "/privacy/choices")
                        .servlet()) {
                    @Override
                    public String getMethod() {
                        throw new IllegalStateException("broken on purpose");
                    }
                };
        FakeResponse response = new FakeResponse();
        try (Warnings warnings = Warnings.of(Pages.class.getName())) {
            ConsentFilter filter = ConsentFilter.builder(service).build();
            filter.doFilter(broken, response.servlet(), null);
            filter.doFilter(broken, new FakeResponse().committed().servlet(), null);

            assertEquals(1, warnings.messages().size());
        }
        assertEquals(500, response.status());
    }

    @Test
    void hidesUndeclaredCookiesWhenTold() throws Exception {
        visit(
                ConsentFilter.builder(service).hideUndeclared(true).build(),
                FakeRequest.of("Cookie", "theme=1; basket=2").servlet());

        assertEquals("basket=2", seen.get().getHeader("Cookie"));
    }
}
