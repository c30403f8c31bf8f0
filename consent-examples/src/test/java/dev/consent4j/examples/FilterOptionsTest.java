package dev.consent4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.consent4j.ConsentService;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.servlet.ConsentFilter;
import dev.consent4j.servlet.ConsentFilterBuilder;
import dev.consent4j.servlet.enforcement.header.CspMode;
import dev.consent4j.servlet.request.Consent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The options of the filter, as docs/operations.md lists them. */
class FilterOptionsTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)\\(", Pattern.MULTILINE);

    @Test
    void theTableNamesEveryOptionAndNoOther() throws IOException {
        String page = Files.readString(ReadmeSnippetsTest.ROOT.resolve("docs/operations.md"));
        int from = page.indexOf("## Options of the filter");
        String section = page.substring(from, page.indexOf("\n## ", from));

        Set<String> options = Arrays.stream(ConsentFilterBuilder.class.getMethods())
                .filter(method -> method.getReturnType() == ConsentFilterBuilder.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                options,
                ROW.matcher(section).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theExampleStarts() {
        try (ConsentService service = ConsentService.builder()
                .policy(PolicyJson.readResource(FilterOptionsTest.class, "/privacy.json"))
                .inMemory()
                .build()) {
            assertNotNull(filter(service));
        }
    }

    private static ConsentFilter filter(ConsentService service) {
        // tag::options[]
        ConsentFilter filter = ConsentFilter.builder(service)
                .jurisdiction(request -> country(request))
                .console(request -> Optional.ofNullable(request.getRemoteUser()))
                .contentSecurityPolicy(CspMode.REPORT_ONLY)
                .gateMarkup(true)
                .build();
        // end::options[]
        return filter;
    }

    static List<Object> asks(HttpServletRequest request) {
        // tag::asks[]
        Consent consent = Consent.of(request);
        // A purpose, or a whole category.
        boolean counted = consent.allows("analytics");
        // Why this cookie would pass or not, in one sentence.
        String why = consent.explain("_ga").explain();
        // Whether to ask now.
        boolean asked = consent.isUndecided();
        // The form to show, empty if there is nothing to ask.
        String form = consent.banner();
        // For the permanent link.
        String link = consent.choicesPath();
        // end::asks[]
        return List.of(counted, why, asked, form, link);
    }

    // tag::country[]
    /** Only where every request comes through a proxy of yours that sets this field, whatever the browser sent. */
    static Jurisdiction country(HttpServletRequest request) {
        String code = request.getHeader("X-Country");
        return code == null ? Jurisdiction.UNKNOWN : Jurisdiction.parse(code);
    }
    // end::country[]
}
