package dev.consent4j.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.json.PolicyJson;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Purpose;
import dev.consent4j.policy.Text;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PolicyDraftTest {

    @Test
    void aCookieThatWasSeenBringsThePresetOfItsVendor() {
        PolicyDraft draft = PolicyDraft.of(start(), List.of(), CookieCatalog.EMPTY, Set.of("_ga_ABC", "JSESSIONID"));
        assertTrue(draft.policy().vendor("google-analytics").isPresent());
        assertEquals(
                "google-analytics",
                draft.policy().cookies().find("_ga_ABC").get(0).vendor());
        assertEquals(1, draft.toCheck().size(), draft.toCheck()::toString);
    }

    @Test
    void whatNobodyKnowsIsNotDeclaredButSaid() {
        PolicyDraft draft = PolicyDraft.of(start(), List.of(), CookieCatalog.EMPTY, Set.of("surprise"));
        assertTrue(draft.policy().cookies().find("surprise").isEmpty());
        assertEquals(
                List.of("'surprise' was seen and nobody knows it: declare it, or stop setting it"), draft.toCheck());
    }

    @Test
    void aCategoryNobodyKnowsGoesWhereTheVisitorIsAsked() {
        TableRow row = new TableRow("x", "Partner magic", "?", "whenever", "Acme, Inc.");
        PolicyDraft draft = PolicyDraft.of(start(), List.of(row), CookieCatalog.EMPTY, Set.of());
        Declaration declared = draft.policy().declarations().get(0);
        assertEquals("marketing", declared.purpose());
        assertEquals("acme-inc", declared.vendor());
        assertEquals(3, draft.toCheck().size(), draft.toCheck()::toString);
    }

    @Test
    void aNecessaryCookieAndAnUnderstatedOneAreToBeChecked() throws IOException {
        CookieCatalog catalog = CookieCatalog.read(
                        new StringReader("Category,Cookie / Data Key name\nMarketing,spy\nFunctional,tool\n"))
                .catalog();
        PolicyDraft draft = PolicyDraft.of(
                start(),
                List.of(
                        new TableRow("spy", "Essential", "", "1 year", ""),
                        new TableRow("tool", "functional", "", "1 year", "")),
                catalog,
                Set.of());
        assertEquals(
                List.of(
                        "'spy': justify why the site cannot work without it",
                        "'spy': the table says 'necessary', the catalogue 'marketing'"),
                draft.toCheck());
    }

    @Test
    void aCategoryWithPurposesIsReplacedByOneOfThem() {
        PolicyBuilder start = start().purposes(List.of(Purpose.builder("audience", "analytics")
                .title(Text.of("Audience"))
                .description(Text.of("Counts."))
                .build()));
        PolicyDraft draft = PolicyDraft.of(start, List.of(), CookieCatalog.EMPTY, Set.of("_pk_id.1"));
        assertEquals(
                Set.of("audience"),
                Set.copyOf(draft.policy().declarations().stream()
                        .map(Declaration::purpose)
                        .toList()));
    }

    @Test
    void everyPresetFitsIntoAPolicyThatLoads() {
        Set<String> ids = new HashSet<>();
        List<Declaration> declarations = new ArrayList<>();
        for (VendorPreset preset : VendorPresets.all()) {
            assertTrue(ids.add(preset.vendor().id()));
            assertFalse(preset.vendor().country().isEmpty());
            declarations.addAll(preset.declarations());
        }
        assertTrue(ids.size() >= 30, "presets: " + ids.size());
        Policy policy = start().vendors(
                        VendorPresets.all().stream().map(VendorPreset::vendor).toList())
                .declarations(declarations)
                .build();
        assertEquals(policy, PolicyJson.read("presets", policy.canonicalText()));
    }

    @Test
    @Tag("vectors")
    void twoPublishedCookieTablesBecomePoliciesThatLoad() throws IOException {
        for (String name : List.of("govuk-3.json", "ocd-50.json")) {
            List<TableRow> rows = new ArrayList<>();
            JsonNode table = new ObjectMapper()
                    .readTree(Path.of(System.getProperty("consent4j.vectors"), "policies", name)
                            .toFile());
            for (JsonNode row : table.get("cookies")) {
                String cookie = row.get("name").asText() + (row.path("wildcard").asBoolean() ? "*" : "");
                rows.add(new TableRow(
                        cookie,
                        row.get("category").asText(),
                        row.get("purpose").asText(),
                        row.path("expires").asText(),
                        row.path("controller").asText()));
            }
            PolicyDraft draft = PolicyDraft.of(start(), rows, CookieCatalog.EMPTY, Set.of());
            assertEquals(
                    table.get("count").asInt(), draft.policy().declarations().size(), draft.toCheck()::toString);
            assertEquals(draft.policy(), PolicyJson.read(name, draft.policy().canonicalText()));
        }
    }

    private static PolicyBuilder start() {
        return Policy.builder("draft")
                .controller("Example SA", "mailto:privacy@example.org")
                .languages(List.of("en"));
    }
}
