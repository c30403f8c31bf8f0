package dev.consent4j.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.policy.ByJurisdiction;
import dev.consent4j.policy.Category;
import dev.consent4j.policy.ConfigurationException;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.Jurisdiction;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Problem;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyJsonTest {

    private static final String FULL = """
            // A policy with every field.
            {
              "$schema": "policy.schema.json",
              "version": "2026-11",
              "role": "joint",
              "effectiveFrom": { "default": "2026-11-01", "EU": "2026-12-01" },
              "announcedOn": "2026-10-01",
              "copyEdit": { "name": "A. Lawyer", "reason": "Only a comma moved." },
              "controller": { "name": "Example SA", "contact": "mailto:privacy@example.org" },
              "languages": ["en", "de"],
              "link": "/privacy-policy",
              "notices": { "banner": "We ask.", "choices": { "en": "Choose.", "de": "Wählen." } },
              "categories": [ { "id": "social", "title": { "en": "Social" }, "description": "Embeds" } ],
              "purposes": [
                { "id": "audience", "category": "analytics", "title": "Audience", "description": "Counts.",
                  "legalBasis": { "default": "consent", "US": "notice" }, "dataKind": "sensitive",
                  "data": ["page views"], "dataSource": "a panel", "recipients": ["An agency"], "retention": "P13M",
                  "uses": ["tracking"], "aggregateOnly": true,
                  "exemption": { "kind": "audience-measurement", "solePurpose": true, "processorsOnly": true,
                                 "informed": true, "objectionOffered": true } },
                { "id": "fraud", "category": "functional", "required": true, "justification": "Keeps thieves out." },
              ],
              "vendors": [
                { "id": "google-analytics", "name": "Google Analytics", "country": "US", "transfer": "dpf",
                  "origins": ["https://www.googletagmanager.com"], "optOut": "https://tools.google.com/dlpage/gaoptout",
                  "purposes": ["audience"], "data": ["IP address"] },
                { "id": "video", "name": "Video", "origins": { "frame-src": ["https://*.video.example"] },
                  "optOut": ["https://a.example", "https://b.example"] }
              ],
              "origins": { "img-src": ["https://*.img.example", "https://img.example"], "font-src": [] },
              "cookies": [
                { "name": "JSESSIONID", "category": "necessary" },
                { "pattern": "_ga*", "purpose": "audience", "vendor": "google-analytics", "domain": "example.org",
                  "path": "/shop", "maxAge": "P13M", "partitioned": true, "setBefore": "consent", "description": "Id" },
              ],
              "declarations": [
                { "technology": "local-storage", "name": "player volume", "category": "social", "vendor": "video" }
              ],
              "jurisdictions": { "default": "strict", "EU": "gdpr", "US-CA": "ccpa", "GB": "uk" },
              "regimes": [
                { "id": "uk", "base": "gdpr", "renewAfter": "P12M", "retention": "P6Y", "reviewBy": "2027-02-01" },
                { "id": "own", "model": "notice-only", "renewAfter": "P1M", "renewAfterRefusal": "P2M" }
              ],
              "signals": { "dnt": { "default": "object", "US": "ignore" } },
              "minimumAge": { "default": 13, "EU": 16 },
              "retired": { "purposes": ["old-ads"], "vendors": ["old-vendor"] },
              "evidence": "P3Y",
            }
            """;

    @Test
    void readsEveryField() {
        Policy policy = PolicyJson.read("full", FULL);

        assertEquals("2026-11", policy.version());
        assertEquals(
                new ByJurisdiction<>(LocalDate.of(2026, 11, 1), Map.of("EU", LocalDate.of(2026, 12, 1))),
                policy.effectiveFrom());
        assertEquals(LocalDate.of(2026, 10, 1), policy.announcedOn().orElseThrow());
        assertEquals("A. Lawyer", policy.copyEdit().orElseThrow().name());
        assertEquals("mailto:privacy@example.org", policy.controller().contact());
        assertEquals("/privacy-policy", policy.link().orElseThrow());
        assertEquals("Wählen.", policy.notices().get("choices").in("de", "en"));
        assertEquals(
                List.of("necessary", "functional", "analytics", "social"),
                policy.categories().stream().map(Category::id).toList());
        assertEquals(
                List.of("necessary", "fraud", "audience", "social"),
                policy.purposes().stream().map(Purpose::id).toList());
        Purpose audience = policy.purpose("audience").orElseThrow();
        assertEquals(LegalBasis.NOTICE, audience.basisIn(Jurisdiction.parse("US-CA")));
        assertEquals(Set.of(Use.TRACKING), audience.uses());
        assertTrue(audience.aggregateOnly());
        assertTrue(audience.exemption() != null && audience.exemption().met());
        assertTrue(policy.purpose("fraud").orElseThrow().required());
        assertEquals(Transfer.DPF, policy.vendors().get(0).transfer());
        assertEquals(
                Map.of("default-src", List.of("https://www.googletagmanager.com")),
                policy.vendors().get(0).origins());
        assertEquals(
                List.of("https://tools.google.com/dlpage/gaoptout"),
                policy.vendors().get(0).optOut());
        assertEquals(2, policy.vendors().get(1).optOut().size());
        assertEquals(
                Map.of("img-src", List.of("https://*.img.example", "https://img.example"), "font-src", List.of()),
                policy.origins());
        assertEquals("audience", policy.cookies().find("_ga_X").get(0).purpose());
        assertEquals("/shop", policy.cookies().find("_ga").get(0).path());
        assertEquals(Technology.LOCAL_STORAGE, policy.declarations().get(2).technology());
        assertEquals(16, policy.regimeIn(Jurisdiction.parse("GB")).minimumAge());
        assertEquals(
                Period.ofMonths(12), policy.regimeIn(Jurisdiction.parse("GB")).renewAfter());
        assertEquals(
                Period.ofYears(6), policy.regimeIn(Jurisdiction.parse("GB")).retention());
        Regime own = policy.regimes().get(1);
        assertEquals(Model.NOTICE_ONLY, own.model());
        assertEquals(Regime.GPC_USES, own.gpcStops());
        assertEquals(DntRule.IGNORE, policy.dnt().exceptions().get("US"));
        assertEquals(16, policy.minimumAge().exceptions().get("EU"));
        assertEquals(Set.of("old-ads"), policy.retiredPurposes());
        assertEquals("P3Y", policy.evidence().orElseThrow().iso());
    }

    @Test
    void readsBackTheCanonicalTextAsAnEqualPolicy() {
        Policy policy = PolicyJson.read("full", FULL);
        Policy again = PolicyJson.read("canonical", policy.canonicalText());
        assertEquals(policy, again);
        assertEquals(policy.canonicalText(), again.canonicalText());
        assertEquals(policy.contentHash(), again.contentHash());
        assertEquals(policy.declarations(), again.declarations());
        assertEquals(policy.purposes(), again.purposes());
        assertEquals(policy.vendors(), again.vendors());
        assertEquals(policy.regimes(), again.regimes());
    }

    @Test
    void takesAVersionAndAControllerForAPolicyOfNecessaryThingsOnly() {
        Policy policy =
                PolicyJson.read("least", "{ \"version\": \"1\", \"controller\": { \"name\": \"Example SA\" } }");
        assertEquals(
                List.of("necessary"),
                policy.purposes().stream().map(Purpose::id).toList());
        assertTrue(policy.purposes().get(0).required());
        assertEquals(Regimes.STRICT, policy.regimeIn(Jurisdiction.UNKNOWN));
    }

    @Test
    void readsAFileInUtf8WithOrWithoutByteOrderMark(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("policy.json");
        Files.writeString(file, FULL);
        Path marked = folder.resolve("marked.json");
        Files.writeString(marked, "\ufeff" + FULL);
        assertEquals(PolicyJson.read(file), PolicyJson.read(marked));
    }

    @Test
    void saysThatAFileIsAbsentOrNotUtf8OrTooLong(@TempDir Path folder) throws Exception {
        Path absent = folder.resolve("absent.json");
        Path latin =
                Files.write(folder.resolve("latin.json"), "{\"version\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        Path longer = Files.write(folder.resolve("longer.json"), new byte[PolicyJson.MAX_LENGTH + 1]);
        assertTrue(refused(() -> PolicyJson.read(absent)).get(0).message().contains("no such file"));
        assertTrue(refused(() -> PolicyJson.read(latin)).get(0).message().contains("UTF-8"));
        assertTrue(refused(() -> PolicyJson.read(longer)).get(0).message().contains("longer than"));
        assertEquals(1, refused(() -> PolicyJson.read(folder)).size());
    }

    @Test
    void readsAResourceAndSaysThatOneIsAbsent() {
        String version = PolicyJson.readResource(PolicyJsonTest.class, "packed-policy.json")
                .version();
        assertEquals("packed", version);
        List<Problem> absent = refused(() -> PolicyJson.readResource(PolicyJsonTest.class, "absent.json"));
        assertTrue(absent.get(0).message().contains("no such resource"));
    }

    private static List<Problem> refused(org.junit.jupiter.api.function.Executable read) {
        return assertThrows(ConfigurationException.class, read).problems();
    }

    @Test
    void aPolicyWithoutOwnOriginsKeepsTheHashItHadBeforeTheyCouldBeDeclared() {
        Policy policy = PolicyJson.read("early", """
                { "version": "2026-11", "controller": { "name": "Example SA" },
                  "vendors": [ { "id": "ads", "name": "Ads", "origins": { "img-src": ["https://ads.example"] }, "purposes": ["marketing"] } ],
                  "cookies": [ { "name": "_ads", "category": "marketing", "vendor": "ads" } ] }
                """);

        assertEquals("d209d3b5339b16b26fd3a9a2cddcd47b9a3fb1016c6fd208e5b7fd3e7b845199", policy.contentHash());
        assertEquals(
                policy.contentHash(),
                policy.toBuilder().origins(Map.of()).build().contentHash());
    }
}
