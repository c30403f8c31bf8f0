package dev.consent4j.violation;

import dev.consent4j.policy.FetchDirective;
import dev.consent4j.policy.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a findings file: a header, then one finding a line, its parts separated by tabs. */
final class FindingsText {

    private static final String HEADER = "consent4j-findings 1";
    private static final Pattern LINE = Pattern.compile(
            "([a-z0-9-]{1,40})\t([a-z-]{1,20})\t([a-z0-9:/._\\[\\]-]{1,300})\t(\\*|(?:/[A-Za-z._*-]{0,40}){1,9})\t([0-9]{1,18})\t([0-9-]{10})\t([0-9-]{10})");

    private FindingsText() {}

    static String write(Map<String, List<ViolationFinding>> bySite) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        bySite.forEach((site, findings) -> findings.forEach(finding -> text.append(site)
                .append('\t')
                .append(finding.violation().directive().id())
                .append('\t')
                .append(finding.violation().blocked())
                .append('\t')
                .append(finding.violation().route())
                .append('\t')
                .append(finding.count())
                .append('\t')
                .append(finding.first())
                .append('\t')
                .append(finding.last())
                .append('\n')));
        return text.toString();
    }

    /** The findings by site, without the lines that are none; empty if the text is not of this version. */
    static Optional<Map<String, List<ViolationFinding>>> read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            return Optional.empty();
        }
        Map<String, List<ViolationFinding>> bySite = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                finding(parts)
                        .ifPresent(finding -> bySite.computeIfAbsent(parts.group(1), site -> new ArrayList<>())
                                .add(finding));
            }
        }
        return Optional.of(bySite);
    }

    private static Optional<ViolationFinding> finding(Matcher parts) {
        try {
            LocalDate first = LocalDate.parse(parts.group(6));
            LocalDate last = LocalDate.parse(parts.group(7));
            long count = Long.parseLong(parts.group(5));
            return Named.find(FetchDirective.class, parts.group(2))
                    .map(directive -> new Violation(directive, parts.group(3), parts.group(4)))
                    .map(violation -> new ViolationFinding(violation, count, first, last));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}
