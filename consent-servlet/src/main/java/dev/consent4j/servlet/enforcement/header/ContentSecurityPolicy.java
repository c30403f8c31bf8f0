package dev.consent4j.servlet.enforcement.header;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.consent4j.SiteConsent;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.policy.Policy;
import dev.consent4j.servlet.request.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Content-Security-Policy that follows from consent (CSP Level 3): from where pages may load, with the origins of
 * permitted vendors only. It is a field of its own beside the application's, so that the stricter of both counts, and it
 * restricts origins, nothing else. Thread safe.
 *
 * <p>It holds the fetch directives for which the site or some vendor declares origins. Where none does, there is no field.
 * A site in report mode never enforces it.
 */
public final class ContentSecurityPolicy {

    /** Characters of prepared policies kept in memory; visitors choose which of them come to exist. */
    private static final int MAX_CHARACTERS = 4 * 1_024 * 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(ContentSecurityPolicy.class);
    private static final String ENFORCED = "Content-Security-Policy";
    private static final String REPORTED = "Content-Security-Policy-Report-Only";
    private static final String ENDPOINTS = "Reporting-Endpoints";
    private static final String ENDPOINT = "consent-violations";
    private static final String NOT_ESCAPED = "/-._~%";

    private final CspMode mode;
    private final String reports;
    private final Map<Policy, PermittedOrigins> origins = new ConcurrentHashMap<>();
    // No thread of a common pool outlives the application.
    private final Cache<Case, Fields> prepared = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .weigher((Case known, Fields fields) ->
                    fields.policy().length() + known.basePath().length())
            .executor(Runnable::run)
            .build();

    private ContentSecurityPolicy(CspMode mode, String reports) {
        this.mode = mode;
        this.reports = reports;
    }

    /** All that the fields depend on. */
    private record Case(SiteConsent site, String version, String basePath, boolean secure, BitSet permitted) {}

    /**
     * What is sent.
     *
     * @param policy value of the policy, empty for none
     * @param endpoint the member of {@code Reporting-Endpoints}, empty for none
     */
    private record Fields(String policy, String endpoint) {}

    /** One of the response fields, beside what the application sets in it. */
    private record Beside(String name, Function<Visitor, String> own) implements ConsentField {

        @Override
        public List<String> values(List<String> application, Visitor visitor) {
            String value = own.apply(visitor);
            if (value.isEmpty()) {
                return application;
            }
            List<String> all = new ArrayList<>(application);
            all.add(value);
            return all;
        }
    }

    /**
     * The fields a filter sends.
     *
     * @param mode what browsers do about violations
     * @param reports path of the endpoint for reports below the base path, with a leading slash
     * @return the fields, none if it is off
     */
    public static List<ConsentField> fields(CspMode mode, String reports) {
        if (mode == CspMode.OFF) {
            return List.of();
        }
        ContentSecurityPolicy policy = new ContentSecurityPolicy(mode, reports);
        return List.of(
                new Beside(ENFORCED, visitor -> policy.enforces(visitor) ? policy.of(visitor).policy : ""),
                new Beside(REPORTED, visitor -> policy.enforces(visitor) ? "" : policy.of(visitor).policy),
                new Beside(ENDPOINTS, visitor -> policy.of(visitor).endpoint));
    }

    private boolean enforces(Visitor visitor) {
        return mode == CspMode.ENFORCE && !visitor.site().mode().equals("report");
    }

    private Fields of(Visitor visitor) {
        EffectiveConsent consent = visitor.effective();
        PermittedOrigins declared = declared(consent.policy());
        Case known = new Case(
                visitor.site(),
                consent.policy().version(),
                visitor.basePath(),
                visitor.secure(),
                declared.permitted(consent));
        return prepared.get(known, missing -> prepare(missing, declared));
    }

    private PermittedOrigins declared(Policy policy) {
        PermittedOrigins known = origins.get(policy);
        return known != null ? known : origins.computeIfAbsent(policy, ContentSecurityPolicy::read);
    }

    private static PermittedOrigins read(Policy policy) {
        PermittedOrigins declared = new PermittedOrigins(policy);
        if (declared.isEmpty()) {
            LOG.warn(
                    "The {} declares no origins, so no Content-Security-Policy follows from it: declare them for its vendors"
                            + " and for the site.",
                    policy);
        }
        return declared;
    }

    /** Browsers that know {@code report-to} ignore {@code report-uri}, and report nothing from insecure pages. */
    private Fields prepare(Case missing, PermittedOrigins declared) {
        if (declared.isEmpty()) {
            return new Fields("", "");
        }
        String path = escaped(missing.basePath() + reports);
        String policy = declared.text(missing.permitted(), missing.site().site().origins());
        return missing.secure()
                ? new Fields(policy + "report-uri " + path + "; report-to " + ENDPOINT, ENDPOINT + "=\"" + path + "\"")
                : new Fields(policy + "report-uri " + path, "");
    }

    /** Containers pass the context path on as the client spelled it. */
    private static String escaped(String path) {
        StringBuilder escaped = new StringBuilder(path.length());
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || NOT_ESCAPED.indexOf(c) >= 0);
            if (plain) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return escaped.toString();
    }
}
