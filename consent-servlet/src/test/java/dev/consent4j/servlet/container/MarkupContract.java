package dev.consent4j.servlet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.ConsentService;
import dev.consent4j.Site;
import dev.consent4j.conformance.Proves;
import dev.consent4j.decision.Action;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.TestSite;
import dev.consent4j.servlet.container.LambdaServlet.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages with denied elements on a real container, written in every way an application has. */
abstract class MarkupContract {

    private final Container kind;
    private final ConsentService service =
            TestSite.service().site(Site.of("shop", PageWay.policy())).build();
    private RunningContainer container;

    MarkupContract(Container kind) {
        this.kind = kind;
    }

    @AfterEach
    void stop() throws Exception {
        if (container != null) {
            container.close();
        }
        service.close();
    }

    private void serve(Answer answer) throws Exception {
        ConsentFilter filter = ConsentFilter.builder(service).gateMarkup(true).build();
        container = Container.launch(kind, Trial.of(filter, new LambdaServlet(answer)));
    }

    private RawExchange get(String path, String... headers) throws IOException {
        return RawExchange.get(container.port(), path, headers);
    }

    private static String body(RawExchange exchange) {
        return new String(exchange.content(), StandardCharsets.UTF_8);
    }

    @Proves("EU-15")
    @ParameterizedTest
    @MethodSource("dev.consent4j.servlet.container.PageWay#all")
    void aDeniedElementIsInertHoweverThePageIsWritten(PageWay way) throws Exception {
        serve(way.answer());

        RawExchange exchange = get("/page");

        assertEquals(200, exchange.status());
        assertEquals(PageWay.REWRITTEN, body(exchange));
        assertTrue(exchange.only("Cache-Control").contains("private"), exchange.headers()::toString);
        assertTrue(
                exchange.only("Content-Length").isEmpty()
                        || exchange.only("Content-Length").equals("" + PageWay.bytes(PageWay.REWRITTEN).length),
                exchange.headers()::toString);
    }

    @ParameterizedTest
    @MethodSource("dev.consent4j.servlet.container.PageWay#all")
    void nothingChangesForOneWhoGrantedIt(PageWay way) throws Exception {
        serve(way.answer());

        RawExchange exchange =
                get("/page", "Cookie: " + TestSite.cookieAfter(service.sites().get(0), Action.ACCEPT_ALL));

        assertEquals(PageWay.PAGE, body(exchange));
        assertTrue(exchange.only("Cache-Control").contains("private"), exchange.headers()::toString);
    }

    @Test
    void aLengthThatStaysTrueIsKept() throws Exception {
        serve((request, response) -> {
            response.setContentLength(PageWay.bytes(PageWay.PAGE).length);
            PageWay.html(response);
            response.getOutputStream().write(PageWay.bytes(PageWay.PAGE));
        });

        RawExchange granted =
                get("/", "Cookie: " + TestSite.cookieAfter(service.sites().get(0), Action.ACCEPT_ALL));

        assertEquals("" + PageWay.bytes(PageWay.PAGE).length, granted.only("Content-Length"));
    }

    @Test
    void theHeadOfAPageIsTheSameWithoutItsBody() throws Exception {
        serve((request, response) -> {
            PageWay.html(response);
            response.setHeader("Accept-Ranges", "bytes");
            response.setHeader("Content-MD5", "x");
            response.setContentLength(PageWay.bytes(PageWay.PAGE).length);
            if (request.getMethod().equals("GET")) {
                response.getOutputStream().write(PageWay.bytes(PageWay.PAGE));
            }
        });

        RawExchange got = get("/");
        RawExchange head = RawExchange.head(container.port(), "/");

        assertEquals("none", got.only("Accept-Ranges"));
        assertEquals("none", head.only("Accept-Ranges"));
        assertEquals("private, no-cache", head.only("Cache-Control"));
        assertEquals("", got.only("Content-MD5") + head.only("Content-MD5"));
        assertTrue(
                !head.only("Content-Length").equals("" + PageWay.bytes(PageWay.PAGE).length), head.headers()::toString);
    }

    @Test
    void whatIsNoWholePageIsSentAsItIs() throws Exception {
        serve((request, response) -> {
            switch (request.getPathInfo()) {
                case "/text" -> response.setContentType("text/plain;charset=UTF-8");
                case "/json" -> response.setContentType("application/json");
                case "/unsniffed" -> response.setHeader("X-Content-Type-Options", "nosniff");
                case "/part" -> {
                    PageWay.html(response);
                    response.setStatus(206);
                    response.setHeader("Content-Range", "bytes 0-9/10");
                }
                default -> {
                    PageWay.html(response);
                    response.setHeader("Content-Encoding", "br");
                }
            }
            response.setContentLength(PageWay.bytes(PageWay.PAGE).length);
            response.getOutputStream().write(PageWay.bytes(PageWay.PAGE));
        });

        for (String path : List.of("/text", "/json", "/unsniffed", "/part", "/packed")) {
            RawExchange exchange = get(path);
            assertEquals(PageWay.PAGE, body(exchange), path);
            assertEquals("" + PageWay.bytes(PageWay.PAGE).length, exchange.only("Content-Length"), path);
            assertEquals(path.equals("/packed") ? "private, no-cache" : "", exchange.only("Cache-Control"), path);
        }
    }

    @Test
    void aRedirectStaysPublic() throws Exception {
        serve((request, response) -> {
            if (request.getPathInfo().equals("/by-hand")) {
                response.setStatus(302);
                response.setHeader("Location", "/there");
                response.setContentLength(0);
            } else {
                response.sendRedirect("/there");
            }
        });

        for (String path : List.of("/by-hand", "/sent")) {
            RawExchange exchange = get(path);
            assertEquals(302, exchange.status());
            assertEquals("", exchange.only("Cache-Control"));
        }
    }

    @Test
    void aPageInAnotherEncodingIsRewrittenAsCharactersOnly() throws Exception {
        serve((request, response) -> {
            response.setContentType("text/html;charset=UTF-16BE");
            if (request.getPathInfo().equals("/writer")) {
                response.getWriter().write(PageWay.PAGE);
            } else {
                response.getOutputStream().write(PageWay.PAGE.getBytes(StandardCharsets.UTF_16BE));
            }
        });

        assertEquals(PageWay.REWRITTEN, utf16(get("/writer")));
        assertEquals(PageWay.PAGE, utf16(get("/stream")));
    }

    private static String utf16(RawExchange exchange) {
        return new String(exchange.content(), StandardCharsets.UTF_16BE);
    }

    @Test
    void anEmbedLeadsToItsPlaceholderAndAGrantBringsItBack() throws Exception {
        serve((request, response) -> {
            PageWay.html(response);
            response.getWriter().write("<iframe src=\"https://ads.example/v\"></iframe>");
        });

        String page = body(get("/article"));
        assertTrue(page.startsWith("<iframe src=\"/privacy/placeholder?vendor=adnet&#38;return=%2Farticle\""), page);
        RawExchange frame = get("/privacy/placeholder?vendor=adnet&return=%2Farticle");

        assertEquals(200, frame.status());
        assertEquals("SAMEORIGIN", frame.only("X-Frame-Options"));
        assertTrue(body(frame).contains("Content from Ad Network"), frame::body);
        assertEquals(404, get("/privacy/placeholder?vendor=unknown").status());
        assertEquals(404, get("/privacy/placeholder").status());
    }
}
