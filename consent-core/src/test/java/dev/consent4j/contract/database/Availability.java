package dev.consent4j.contract.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this machine can run a server, and as whom. */
final class Availability {

    private static final Logger log = LoggerFactory.getLogger(Availability.class);

    /** Uid of "nobody", which owns nothing. */
    static final String NOBODY = "65534";

    private Availability() {}

    static boolean isLinuxOnAmd64() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.equals("linux") && System.getProperty("os.arch").equals("amd64");
    }

    static boolean isRoot() {
        return "0".equals(output(List.of("id", "-u")));
    }

    /**
     * What to put before a command so that it does not run as root, which PostgreSQL refuses: nothing if we are not;
     * null if there is no way.
     */
    static @Nullable List<String> unprivileged() {
        if (!isRoot()) {
            return List.of();
        }
        for (List<String> prefix : List.of(
                List.of("unshare", "-U"),
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"))) {
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of("id", "-u"));
            String uid = output(command);
            if (uid != null && !uid.equals("0")) {
                return prefix;
            }
        }
        return null;
    }

    static boolean runs(List<String> command) {
        return output(command) != null;
    }

    /** Skips the test, loudly. */
    static <T> T skip(String server, String reason) {
        String message = "SKIPPED for want of " + server + ": " + reason;
        log.warn(message);
        return Assumptions.abort(message);
    }

    private static @Nullable String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return process.waitFor() == 0 ? text : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
