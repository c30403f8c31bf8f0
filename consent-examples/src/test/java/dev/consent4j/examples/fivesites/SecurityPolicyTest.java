package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of the five sites has browsers report what its pages load without leave; the others are as they were. */
class SecurityPolicyTest {

    private static final String REPORTED = "Content-Security-Policy-Report-Only";

    @TempDir
    Path data;

    private Demo demo;

    @BeforeEach
    void start() {
        demo = Demo.in(data);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void oneSiteNamesTheOriginsOfTheVisitorsVendorsBesideItsOwnPolicy() {
        DemoSite site = Demo.site("imgbin");
        Browser browser = demo.visitor(site);
        String partner = DemoServer.partnerOrigin(demo.port());
        Reply before = browser.get("/");
        assertEquals(1, before.all("Content-Security-Policy").size());
        assertEquals(1, before.all(REPORTED).size());
        assertFalse(before.all(REPORTED).get(0).contains(partner));

        Answers.press(browser, "/", "accept-all");

        assertTrue(browser.get("/").all(REPORTED).get(0).contains("script-src 'self'"));
        assertTrue(browser.get("/").all(REPORTED).get(0).contains(" " + partner));
    }

    @Test
    void theOthersHaveNone() {
        for (DemoSite site : Demo.SITES) {
            boolean watched = site.host().equals(DemoServer.WATCHED);
            assertEquals(
                    watched ? 1 : 0, demo.visitor(site).get("/").all(REPORTED).size(), site.id());
        }
    }

    @Test
    void aReportShowsInTheConsole() {
        String report = "{\"csp-report\":{\"document-uri\":\"http://imgbin.localhost/gallery/\",\"blocked-uri\":"
                + "\"https://unknown.example/x\",\"effective-directive\":\"img-src\"}}";
        Reply reply = Browser.raw(
                demo.port(),
                "POST /privacy/csp-reports HTTP/1.1\r\nHost: imgbin.localhost:" + demo.port()
                        + "\r\nConnection: close\r\nContent-Type: application/csp-report\r\nContent-Length: "
                        + report.length() + "\r\n\r\n" + report);

        assertEquals(204, reply.status());
        Browser operator = demo.visitor(ConsoleLogin.HOST);
        operator.post("/", List.of(new Reply.Field("password", demo.password())));
        String findings = operator.get("/privacy/console/imgbin/findings").body();
        assertTrue(findings.contains("https://unknown.example") && findings.contains("undeclared"), findings);
    }
}
