package dev.consent4j.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.consent4j.violation.ViolationReading;
import dev.consent4j.violation.ViolationReport;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports of Content-Security-Policy violations as browsers send them. Anybody may send anything: whatever the bytes are,
 * the answer is a value. Thread safe.
 */
public final class ViolationReportJson {

    /** Longest body that is read, in bytes. */
    public static final int MAX_BYTES = 256 * 1_024;

    /** Reports of one body that are looked at. */
    static final int MAX_REPORTS = 100;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 1_024;
    private static final String VIOLATION = "csp-violation";

    private static final ObjectReader READER = new JsonMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ViolationReportJson() {}

    /**
     * Reads the body of {@code application/csp-report} (CSP 3, 5.3): one report.
     *
     * @param body the bytes
     * @return the report, or why it is none
     */
    public static ViolationReading readReport(byte[] body) {
        return read(
                body,
                root -> root.get("csp-report") instanceof ObjectNode report
                        ? new ViolationReading.Readable(List.of(new ViolationReport(
                                either(report, "effective-directive", "violated-directive"),
                                text(report, "blocked-uri"),
                                text(report, "document-uri"))))
                        : new ViolationReading.Malformed("has no 'csp-report'"));
    }

    /**
     * Reads the body of {@code application/reports+json} (Reporting API, 3.4): reports of any type, of which violations are
     * taken.
     *
     * @param body the bytes
     * @return the reports, or why they are none
     */
    public static ViolationReading readBatch(byte[] body) {
        return read(body, root -> {
            if (!root.isArray()) {
                return new ViolationReading.Malformed("is no list");
            }
            List<ViolationReport> reports = new ArrayList<>();
            for (JsonNode each : root) {
                if (reports.size() < MAX_REPORTS
                        && text(each, "type").equals(VIOLATION)
                        && each.get("body") instanceof ObjectNode report) {
                    String document = text(report, "documentURL");
                    reports.add(new ViolationReport(
                            text(report, "effectiveDirective"),
                            text(report, "blockedURL"),
                            document.isEmpty() ? text(each, "url") : document));
                }
            }
            return new ViolationReading.Readable(reports);
        });
    }

    /** What to make of a parsed body. */
    @FunctionalInterface
    private interface Shape {
        ViolationReading of(JsonNode root);
    }

    private static ViolationReading read(byte[] body, Shape shape) {
        if (body.length > MAX_BYTES) {
            return new ViolationReading.Malformed("longer than " + MAX_BYTES + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return shape.of(READER.readTree(text));
        } catch (CharacterCodingException notUtf8) {
            return new ViolationReading.Malformed("not UTF-8");
        } catch (JsonProcessingException notJson) {
            return new ViolationReading.Malformed("not JSON");
        }
    }

    private static String either(JsonNode node, String first, String second) {
        String text = text(node, first);
        return text.isEmpty() ? text(node, second) : text;
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value != null && value.isTextual() ? value.textValue() : "";
    }
}
