package dev.consent4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code lint}.
 *
 * @param files the versions of a policy, oldest first
 * @param accepted ids of rules whose findings are accepted
 * @param seen the file with names that were seen; null without it
 * @param json whether the findings are wanted as JSON
 */
record LintOptions(
        List<String> files, Set<String> accepted, @Nullable String seen, boolean json) {

    static LintOptions of(List<String> arguments) {
        List<String> files = new ArrayList<>();
        Set<String> accepted = new TreeSet<>();
        String seen = null;
        boolean json = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.equals("--accept")) {
                accepted.addAll(List.of(Options.value(arguments, ++i, argument).split(",", -1)));
            } else if (argument.equals("--seen")) {
                seen = Options.value(arguments, ++i, argument);
            } else if (argument.startsWith("--")) {
                throw new UnusableException("There is no option '" + Options.shown(argument) + "' here.");
            } else {
                files.add(argument);
            }
        }
        if (files.isEmpty()) {
            throw new UnusableException("The policy file is missing.");
        }
        return new LintOptions(List.copyOf(files), accepted, seen, json);
    }
}
