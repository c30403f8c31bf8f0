package dev.consent4j.servlet.violation;

import dev.consent4j.Site;
import dev.consent4j.json.ViolationReportJson;
import dev.consent4j.servlet.guard.RateLimit;
import dev.consent4j.servlet.request.PageHandler;
import dev.consent4j.servlet.request.Visitor;
import dev.consent4j.violation.Violation;
import dev.consent4j.violation.ViolationFindings;
import dev.consent4j.violation.ViolationReading;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes reports of violations, {@code application/csp-report} and {@code application/reports+json}, from wherever they come,
 * because browsers send them without proof of their origin. They are reduced before they are kept, and nothing is set on the
 * answer: 204 for what is well-formed, else 400, 405, 413, 415 or 429. Thread safe.
 */
public final class ViolationHandler implements PageHandler {

    /** Path of the endpoint below the base path. */
    public static final String PATH = "csp-reports";

    /** Bodies taken from one address prefix in an hour; pages that violate again and again say nothing new. */
    public static final int REPORTS_PER_HOUR = 3_600;

    private static final int TOO_MANY_REQUESTS = 429;

    private final ViolationFindings findings;
    private final RateLimit limit;

    /**
     * The endpoint.
     *
     * @param findings where violations are counted
     * @param limit how many bodies are taken; its own, so that reports use up nobody's right to decide
     */
    public ViolationHandler(ViolationFindings findings, RateLimit limit) {
        this.findings = findings;
        this.limit = limit;
    }

    @Override
    public boolean handle(Visitor visitor, HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if (!path.equals(PATH)) {
            return false;
        }
        int status = status(visitor, request);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        }
        return true;
    }

    private int status(Visitor visitor, HttpServletRequest request) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            return HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        }
        String type = mediaType(request.getContentType());
        boolean batch = type.equals("application/reports+json");
        if (!batch && !type.equals("application/csp-report")) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        if (!limit.allows(request)) {
            return TOO_MANY_REQUESTS;
        }
        if (request.getContentLengthLong() > ViolationReportJson.MAX_BYTES) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        byte[] body = request.getInputStream().readNBytes(ViolationReportJson.MAX_BYTES + 1);
        if (body.length > ViolationReportJson.MAX_BYTES) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        ViolationReading reading = batch ? ViolationReportJson.readBatch(body) : ViolationReportJson.readReport(body);
        if (reading instanceof ViolationReading.Readable readable) {
            count(visitor, readable);
            return HttpServletResponse.SC_NO_CONTENT;
        }
        return HttpServletResponse.SC_BAD_REQUEST;
    }

    private void count(Visitor visitor, ViolationReading.Readable readable) {
        Site site = visitor.site().site();
        String requested = visitor.host().toLowerCase(Locale.ROOT);
        readable.reports()
                .forEach(report -> Violation.of(report, host -> isOwn(site, requested, host))
                        .ifPresent(violation -> findings.add(site.id(), violation)));
    }

    /** A site that any host reaches is known by the host of the request. */
    private static boolean isOwn(Site site, String requested, String host) {
        return site.hosts().contains(host)
                || host.equals(requested)
                || site.origins().stream()
                        .anyMatch(origin -> host.equals(URI.create(origin).getHost()));
    }

    private static String mediaType(@Nullable String field) {
        String type = field == null ? "" : field;
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
