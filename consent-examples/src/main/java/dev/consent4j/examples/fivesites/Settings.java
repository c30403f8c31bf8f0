package dev.consent4j.examples.fivesites;

import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Problem;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be set from outside, each by an environment variable.
 *
 * @param port {@code PORT}: the port on 127.0.0.1, 0 for any free one; 8080 unless set
 * @param data {@code CONSENT_DATA}: the directory of keys and ledger; in the module's build directory unless set
 * @param reportOnly {@code CONSENT_MODE}: {@code enforce} unless set to {@code report}
 * @param policies {@code CONSENT_POLICIES}: a directory with policy files that replace those of the demo; empty unless set
 * @param scheme {@code CONSENT_ORIGIN_SCHEME}: {@code http}, or {@code https} behind a proxy that ends TLS
 * @param explain {@code CONSENT_EXPLAIN}: {@code off} unless set to {@code on}, for headers and a page that say why
 */
record Settings(int port, Path data, boolean reportOnly, Optional<Path> policies, String scheme, boolean explain) {

    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads the settings.
     *
     * @param environment the process environment
     * @throws ConfigurationException listing every setting that cannot be used
     */
    static Settings of(Map<String, String> environment) {
        List<Problem> problems = new ArrayList<>();
        int port = port(environment.getOrDefault("PORT", ""), problems);
        String data = environment.getOrDefault("CONSENT_DATA", "");
        Path directory =
                data.isEmpty() ? buildDirectory().resolve("consent-data") : path("CONSENT_DATA", data, problems);
        String mode = oneOf("CONSENT_MODE", environment, List.of("enforce", "report"), problems);
        String scheme = oneOf("CONSENT_ORIGIN_SCHEME", environment, List.of("http", "https"), problems);
        String explain = oneOf("CONSENT_EXPLAIN", environment, List.of("off", "on"), problems);
        Optional<Path> policies = Optional.ofNullable(environment.get("CONSENT_POLICIES"))
                .filter(value -> !value.isEmpty())
                .map(value -> path("CONSENT_POLICIES", value, problems));
        if (policies.isPresent() && !Files.isDirectory(policies.get())) {
            problems.add(Problem.at(
                    "CONSENT_POLICIES", policies.get() + " is no directory.", "Name a directory with policy files."));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The environment", problems);
        }
        return new Settings(port, directory, mode.equals("report"), policies, scheme, explain.equals("on"));
    }

    private static int port(String text, List<Problem> problems) {
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT) {
            return Integer.parseInt(text);
        }
        problems.add(Problem.at("PORT", "'" + text + "' is no port.", "Set a number from 0 to 65535, such as 8080."));
        return DEFAULT_PORT;
    }

    private static String oneOf(
            String name, Map<String, String> environment, List<String> values, List<Problem> problems) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty() || values.contains(value)) {
            return value.isEmpty() ? values.get(0) : value;
        }
        problems.add(Problem.at(name, "'" + value + "' is unknown.", "Set one of: " + String.join(", ", values) + "."));
        return values.get(0);
    }

    private static Path path(String name, String text, List<Problem> problems) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException invalid) {
            problems.add(Problem.at(name, "'" + text + "' is no path.", "Name a directory."));
            return Path.of("").toAbsolutePath();
        }
    }

    /** The directory that holds the compiled classes or the jar, wherever the process was started. */
    private static Path buildDirectory() {
        try {
            Path code = Path.of(Settings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path parent = code.getParent();
            return parent == null ? code : parent;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
