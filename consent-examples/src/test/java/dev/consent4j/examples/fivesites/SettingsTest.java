package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment variables of the demo. */
class SettingsTest {

    @Test
    void withoutAnyItListensOn8080EnforcesAndKeepsItsDataInTheBuildDirectory() {
        Settings settings = Settings.of(Map.of());
        assertEquals(8080, settings.port());
        assertEquals("http", settings.scheme());
        assertEquals(Optional.empty(), settings.policies());
        assertTrue(!settings.reportOnly());
        assertTrue(!settings.explain());
        assertTrue(
                settings.data().endsWith(Path.of("consent-examples", "target", "consent-data")),
                settings.data().toString());
    }

    @Test
    void eachCanBeSet(@TempDir Path folder) {
        Settings settings = Settings.of(Map.of(
                "PORT", "9000",
                "CONSENT_DATA", folder.resolve("data").toString(),
                "CONSENT_MODE", "report",
                "CONSENT_POLICIES", folder.toString(),
                "CONSENT_ORIGIN_SCHEME", "https",
                "CONSENT_EXPLAIN", "on"));
        assertEquals(new Settings(9000, folder.resolve("data"), true, Optional.of(folder), "https", true), settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "99999", "80 80", "http", "0x50"})
    void whatIsNoPortIsRefused(String port) {
        ConfigurationException refused =
                assertThrows(ConfigurationException.class, () -> Settings.of(Map.of("PORT", port)));
        assertEquals("PORT", refused.problems().get(0).path());
    }
}
