package dev.consent4j.examples.fivesites;

import dev.consent4j.json.PolicyJson;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Problem;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Text;
import dev.consent4j.policy.Vendor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policy files of the five sites, from the class path or from a directory. */
final class PolicyFiles {

    private PolicyFiles() {}

    /**
     * Reads all of them.
     *
     * @param sites the sites
     * @param directory where the files are; empty for those of the demo
     * @return policies by site id
     * @throws ConfigurationException listing every problem of every file
     */
    static Map<String, Policy> read(List<DemoSite> sites, Optional<Path> directory) {
        Map<String, Policy> policies = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (DemoSite site : sites) {
            try {
                policies.put(site.id(), read(site.id(), directory));
            } catch (ConfigurationException broken) {
                String file = site.id() + ".json";
                broken.problems().stream()
                        .map(problem -> new Problem(
                                file + " " + problem.path(), problem.line(), problem.message(), problem.suggestion()))
                        .forEach(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    directory.map(path -> "The policy directory " + path).orElse("The set of policies"), problems);
        }
        return policies;
    }

    private static Policy read(String site, Optional<Path> directory) {
        String file = site + ".json";
        return directory.isPresent()
                ? PolicyJson.read(directory.get().resolve(file))
                : PolicyJson.readResource(PolicyFiles.class, "/policies/" + file);
    }

    /**
     * A policy as the demo runs it: the cookie of the chooser is declared, and the one origin that stands for all third
     * parties is added to each vendor that the pages embed.
     *
     * @param policy the policy as published
     * @param site whose pages embed vendors
     * @param partnerOrigin the origin that stands for third parties
     */
    static Policy forDemo(Policy policy, DemoSite site, String partnerOrigin) {
        PolicyBuilder builder = policy.toBuilder();
        builder.declare(new Declaration(
                Technology.COOKIE,
                Jurisdictions.COOKIE,
                Category.NECESSARY,
                null,
                null,
                "/",
                null,
                false,
                "",
                new Text(Map.of(
                        "en",
                        "The place you chose in this demo.",
                        "de",
                        "Der Ort, den Sie in dieser Demo gewählt haben."))));
        builder.vendors(policy.vendors().stream()
                .map(vendor -> site.embeds(vendor.id()) ? reachedAt(vendor, partnerOrigin) : vendor)
                .toList());
        return builder.build();
    }

    private static Vendor reachedAt(Vendor vendor, String origin) {
        Map<String, List<String>> origins = new LinkedHashMap<>(vendor.origins());
        for (String directive : List.of("frame-src", "img-src", "script-src")) {
            List<String> all = new ArrayList<>(origins.getOrDefault(directive, List.of()));
            all.add(origin);
            origins.put(directive, all);
        }
        return new Vendor(
                vendor.id(),
                vendor.name(),
                vendor.country(),
                vendor.transfer(),
                origins,
                vendor.optOut(),
                vendor.purposes(),
                vendor.data());
    }
}
