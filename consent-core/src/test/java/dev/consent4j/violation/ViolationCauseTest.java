package dev.consent4j.violation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.consent4j.policy.FetchDirective;
import dev.consent4j.policy.Named;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Vendor;
import dev.consent4j.violation.ViolationCause.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose origin was blocked, as the policy tells. */
class ViolationCauseTest {

    private static final Policy POLICY = Policy.builder("1")
            .controller("Example SA", "")
            .vendor(vendor("ads", Map.of("script-src", List.of("https://*.ads.example", "http://ads.localhost:8080"))))
            .vendor(vendor("video", Map.of("child-src", List.of("https://video.example:*"))))
            .vendor(vendor("any", Map.of("default-src", List.of("wss://any.example", "http://plain.example"))))
            .origins(Map.of("img-src", List.of("https://img.example")))
            .build();

    private static Vendor vendor(String id, Map<String, List<String>> origins) {
        return new Vendor(id, id, "", Transfer.NONE, origins, List.of(), List.of("marketing"), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "script-src, https://a.ads.example, DENIED, ads",
        "script-src-elem, https://a.b.ads.example, DENIED, ads",
        "worker-src, https://a.ads.example, DENIED, ads",
        "script-src-elem, http://ads.localhost:8080, DENIED, ads",
        "script-src-elem, http://ads.localhost:8081, UNDECLARED, ",
        "script-src, https://ads.example, UNDECLARED, ",
        "script-src, https://a.ads.example:444, UNDECLARED, ",
        "script-src, http://a.ads.example, UNDECLARED, ",
        "img-src, https://a.ads.example, OTHER_DIRECTIVE, ads",
        "frame-src, https://video.example:1234, DENIED, video",
        "font-src, wss://any.example, DENIED, any",
        "font-src, https://any.example, DENIED, any",
        "font-src, https://plain.example, DENIED, any",
        "font-src, ws://plain.example, UNDECLARED, ",
        "img-src, https://img.example, ALLOWED, ",
        "font-src, https://img.example, OWN_OTHER_DIRECTIVE, ",
        "script-src, inline, ALLOWED, "
    })
    void namesTheVendorThatOwnsTheOrigin(String directive, String blocked, Kind kind, String vendor) {
        FetchDirective violated = Named.find(FetchDirective.class, directive).orElseThrow();
        ViolationCause cause = ViolationCause.of(new Violation(violated, blocked, "/"), POLICY);

        assertEquals(kind, cause.kind());
        assertEquals(vendor, cause.vendor() == null ? null : cause.vendor().id());
    }
}
