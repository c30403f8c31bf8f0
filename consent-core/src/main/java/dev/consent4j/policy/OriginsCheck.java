package dev.consent4j.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for origins by fetch directive, of vendors and of the site itself. */
final class OriginsCheck {

    private static final int MAX_PORT = 65_535;
    private static final int LONGEST_MENDED = 300;
    private static final List<String> DIRECTIVES = Named.ids(FetchDirective.class);

    /** A host source of CSP 3 (2.3.1) with a scheme, without a path. */
    private static final Pattern ORIGIN =
            Pattern.compile("(https?|wss?)://(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:([0-9]{1,5}|\\*))?");

    /** An address of which only the origin is missing or too much is there. */
    private static final Pattern ALMOST = Pattern.compile(
            "(?:([a-z]+)://|//)?((?:\\*\\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::[0-9]{1,5})?)(?:[/?#].*)?");

    private final Findings findings;

    OriginsCheck(Findings findings) {
        this.findings = findings;
    }

    void run(String path, Map<String, List<String>> byDirective) {
        byDirective.forEach((directive, origins) -> {
            if (!DIRECTIVES.contains(directive)) {
                findings.dangling(path + "." + directive, "fetch directive", directive, DIRECTIVES);
            }
            for (int i = 0; i < origins.size(); i++) {
                origin(path + "." + directive + "[" + i + "]", origins.get(i));
            }
        });
    }

    private void origin(String path, String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        if (!matcher.matches()) {
            findings.add(path, Problem.quoted(origin) + " is no origin.", suggestion(origin));
        } else if (matcher.group(5) != null
                && !matcher.group(5).equals("*")
                && Integer.parseInt(matcher.group(5)) > MAX_PORT) {
            findings.add(path, Problem.quoted(origin) + " has no such port.", "Write a port up to " + MAX_PORT + ".");
        }
    }

    private static String suggestion(String origin) {
        String bare = origin.strip().toLowerCase(Locale.ROOT);
        if (bare.startsWith("'") || bare.matches("(data|blob|about|filesystem|mediastream):?")) {
            return "Leave it out: the library decides on everything but origins.";
        }
        if (bare.equals("*") || bare.matches("(https?|wss?):(//\\*?)?")) {
            return "Name the hosts: one that stands for all would permit every vendor.";
        }
        Matcher almost = ALMOST.matcher(bare.length() > LONGEST_MENDED ? "" : bare);
        if (almost.matches()) {
            String scheme = almost.group(1) == null ? "https" : almost.group(1);
            String meant = scheme + "://" + almost.group(2);
            if (ORIGIN.matcher(meant).matches()) {
                return "Write '" + meant + "'.";
            }
        }
        return "Write only scheme, host and port, such as 'https://cdn.example.org'.";
    }
}
