package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process: what it prints, what it warns of, how it stops. */
class ProcessTest {

    private static final DemoSite SITE = Demo.site("ims");
    private static final String UNDECLARED = "ims_experiment";

    @TempDir
    Path folder;

    private static List<String> warnings(DemoProcess process, String cookie) {
        return process.errors()
                .lines()
                .filter(line -> line.contains("WARN") && line.contains(cookie))
                .toList();
    }

    private static String json(String warning) {
        return warning.substring(warning.indexOf('{'), warning.lastIndexOf('}') + 1);
    }

    @Test
    void oneLineSaysThatItIsReady() throws Exception {
        try (DemoProcess process =
                DemoProcess.start(folder.resolve("data"), Map.of()).ready()) {
            assertEquals(1, process.output().lines().count());
            assertTrue(process.output().contains("http://localhost:" + process.port() + "/"));
            assertTrue(process.output().contains("http://console.localhost:" + process.port() + "/"));
            assertEquals(200, new Browser(process.port(), "localhost").get("/").status());
            assertEquals(200, new Browser(process.port(), "127.0.0.1").get("/").status());
        }
    }

    @Test
    void sigtermStopsItCleanly() throws Exception {
        Path data = folder.resolve("data");
        String decision;
        try (DemoProcess process = DemoProcess.start(data, Map.of()).ready()) {
            Browser browser = new Browser(process.port(), SITE.host());
            Form form = Form.withButton(browser.get("/").body(), "action", "reject-all");
            decision = Answers.decision(form.fields());
            browser.post(form.action(), form.pressed("action", "reject-all"));
            int code = process.terminate();
            assertTrue(Set.of(0, 143).contains(code), "exit code " + code);
            assertFalse(process.errors().contains("\tat "), process::errors);
            assertFalse(process.errors().contains("Exception"), process::errors);
        }
        try (Demo demo = Demo.in(data)) {
            assertTrue(demo.consent(SITE).ledger().find(decision).isPresent());
        }
    }

    @Test
    void anUnknownCookieIsWithheldWithOneWarningThatSaysHowToDeclareIt() throws Exception {
        try (DemoProcess process =
                DemoProcess.start(folder.resolve("data"), Map.of()).ready()) {
            Browser browser = new Browser(process.port(), SITE.host());
            for (int i = 0; i < 3; i++) {
                assertFalse(browser.get("/reports/").cookieNames().contains(UNDECLARED));
            }
            List<String> warnings = warnings(process, UNDECLARED);
            assertEquals(1, warnings.size(), process::errors);
            assertTrue(json(warnings.get(0)).contains("\"name\": \"" + UNDECLARED + "\""), warnings.get(0));
        }
    }

    @Test
    void anUnknownCookiePassesInReportModeWithTheSameText() throws Exception {
        String enforced;
        try (DemoProcess process =
                DemoProcess.start(folder.resolve("enforce"), Map.of()).ready()) {
            new Browser(process.port(), SITE.host()).get("/reports/");
            enforced = message(warnings(process, UNDECLARED).get(0));
        }
        Map<String, String> report = Map.of("CONSENT_MODE", "report");
        try (DemoProcess process =
                DemoProcess.start(folder.resolve("report"), report).ready()) {
            Reply reply = new Browser(process.port(), SITE.host()).get("/reports/");
            assertTrue(
                    reply.cookieNames().contains(UNDECLARED),
                    () -> reply.cookieNames().toString());
            assertTrue(reply.cookieNames().contains("ims_stats"), "what is denied passes too and is reported");
            List<String> warnings = warnings(process, UNDECLARED);
            assertEquals(1, warnings.size(), process::errors);
            assertEquals(enforced, message(warnings.get(0)));
        }
    }

    private static String message(String logLine) {
        return logLine.substring(logLine.indexOf("The application"));
    }
}
