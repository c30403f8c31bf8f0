package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used stops the start with exit code 1 and a message a person can act on. */
class BrokenStartTest {

    private static final String TEN_MISTAKES = """
            {
              "version": "2018",
              "effectiveFrom": "2018-13-01",
              "controller": { "name": "" },
              "languages": ["en", "de"],
              "purpose": [],
              "purposes": [
                { "id": "ads", "category": "marketting", "title": "Ads", "legalBasis": "consnt" },
                { "id": "ads", "category": "analytics", "title": "Ads again", "uses": ["selling"] },
                { "id": "stats", "category": "analytics", "title": "Statistics", "retention": "13 months" }
              ],
              "cookies": [
                { "name": "a", "purpose": "statss" },
                { "name": "b", "purpose": "stats", "vendor": "nobody" }
              ]
            }
            """;

    @TempDir
    Path folder;

    private Path policies() throws Exception {
        Path directory = Files.createDirectories(folder.resolve("policies"));
        for (DemoSite site : Demo.SITES) {
            try (InputStream in = FiveSites.class.getResourceAsStream("/policies/" + site.id() + ".json")) {
                Files.write(directory.resolve(site.id() + ".json"), in.readAllBytes());
            }
        }
        return directory;
    }

    private DemoProcess refused(Map<String, String> environment) throws Exception {
        DemoProcess process = DemoProcess.start(folder.resolve("data"), environment);
        assertEquals(1, process.awaitExit(), process::errors);
        assertEquals("", process.output());
        assertFalse(process.errors().contains("\tat "), process::errors);
        assertFalse(process.errors().contains("Exception in"), process::errors);
        return process;
    }

    @Proves("P-5")
    @Test
    void tenMistakesInAPolicyFileAreToldInOneGo() throws Exception {
        Path directory = policies();
        Files.writeString(directory.resolve("imo.json"), TEN_MISTAKES);
        String message =
                refused(Map.of("CONSENT_POLICIES", directory.toString())).errors();
        assertTrue(message.contains("10 problems"), message);
        assertEquals(10, message.lines().filter(line -> line.startsWith("  - ")).count(), message);
        assertTrue(
                message.lines().filter(line -> line.startsWith("  - ")).allMatch(line -> line.contains("imo.json")),
                message);
        assertTrue(message.contains("marketing"), "the nearest known name is suggested: " + message);
    }

    @Test
    void aSyntaxErrorIsToldAloneWithLineAndColumn() throws Exception {
        Path directory = policies();
        Files.writeString(
                directory.resolve("jmir.json"),
                "{\n  \"version\": \"2019\",\n  \"purposes\": [ { \"id\" \"x\" } ]\n}\n");
        String message =
                refused(Map.of("CONSENT_POLICIES", directory.toString())).errors();
        assertTrue(message.contains("1 problem"), message);
        assertTrue(message.contains("line 3"), message);
        assertTrue(message.contains("column"), message);
        assertTrue(message.contains("jmir.json"), message);
    }

    @Test
    void aMissingPolicyFileIsTold() throws Exception {
        Path directory = policies();
        Files.delete(directory.resolve("ims.json"));
        String message =
                refused(Map.of("CONSENT_POLICIES", directory.toString())).errors();
        assertTrue(message.contains("ims.json") && message.contains("no such file"), message);
    }

    @Test
    void everySettingThatCannotBeUsedIsTold() throws Exception {
        String message = refused(Map.of(
                        "PORT", "eighty",
                        "CONSENT_MODE", "lenient",
                        "CONSENT_ORIGIN_SCHEME", "ftp",
                        "CONSENT_POLICIES", folder.resolve("nowhere").toString()))
                .errors();
        assertTrue(message.contains("4 problems"), message);
        for (String name : new String[] {"PORT", "CONSENT_MODE", "CONSENT_ORIGIN_SCHEME", "CONSENT_POLICIES"}) {
            assertTrue(message.contains(name), message);
        }
    }

    @Test
    void aTakenPortIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            String message = refused(Map.of("PORT", port)).errors();
            assertTrue(message.contains("127.0.0.1:" + port), message);
            assertTrue(message.contains("PORT="), message);
        }
        assertFalse(Files.exists(folder.resolve("data")), "a taken port leaves the ledger alone");
    }

    @Test
    void aDataDirectoryThatIsAFileIsTold() throws Exception {
        Files.writeString(folder.resolve("data"), "not a directory");
        String message = refused(Map.of()).errors();
        assertTrue(message.contains("data"), message);
    }
}
