package dev.consent4j;

import dev.consent4j.policy.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules sites must keep to be told apart and reached. */
final class SiteValidation {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+|\\[[0-9a-f:.]+]");

    private SiteValidation() {}

    static List<Problem> problems(Site site, int position, int count, Set<String> ids, Set<String> hosts) {
        List<Problem> problems = new ArrayList<>();
        String at = "sites[" + position + "]";
        if (!ID.matcher(site.id()).matches()) {
            problems.add(Problem.at(
                    at + ".id",
                    "'" + site.id() + "' cannot name a ledger.",
                    "Use at most 40 lower case letters, digits and hyphens."));
        }
        if (!ids.add(site.id())) {
            problems.add(Problem.at(at + ".id", "'" + site.id() + "' appears twice.", "Give each site its own id."));
        }
        if (site.hosts().isEmpty() && count > 1) {
            problems.add(
                    Problem.at(at + ".hosts", "is empty, and there are other sites.", "Name the hosts of each site."));
        }
        for (String host : site.hosts()) {
            if (!HOST.matcher(host).matches()) {
                problems.add(Problem.at(
                        at + ".hosts", "'" + host + "' is no host name.", "Leave out scheme, port and path."));
            }
            if (!hosts.add(host)) {
                problems.add(Problem.at(at + ".hosts", "'" + host + "' belongs to two sites.", "Name each host once."));
            }
        }
        site.origins().forEach(origin -> origin(at, origin, problems));
        long schemes = site.origins().stream()
                .map(origin -> origin.startsWith("https://"))
                .distinct()
                .count();
        if (schemes > 1) {
            problems.add(Problem.at(
                    at + ".origins",
                    "mixes http and https, so the cookie has no fitting name.",
                    "Redirect http to https and name only the https origins."));
        }
        return problems;
    }

    private static void origin(String at, String origin, List<Problem> problems) {
        boolean valid;
        try {
            URI uri = URI.create(origin);
            valid = uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && origin.equals(uri.getScheme() + "://" + uri.getAuthority())
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException notAUri) {
            valid = false;
        }
        if (!valid) {
            problems.add(Problem.at(
                    at + ".origins",
                    "'" + origin + "' is no origin.",
                    "Write scheme, host and port only, such as https://example.org."));
        }
    }
}
