package dev.consent4j.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consent4j.policy.DataKind;
import dev.consent4j.policy.DntRule;
import dev.consent4j.policy.LegalBasis;
import dev.consent4j.policy.Model;
import dev.consent4j.policy.Named;
import dev.consent4j.policy.PolicyBuilder;
import dev.consent4j.policy.Regime;
import dev.consent4j.policy.Regimes;
import dev.consent4j.policy.Right;
import dev.consent4j.policy.Role;
import dev.consent4j.policy.Taking;
import dev.consent4j.policy.Technology;
import dev.consent4j.policy.Topic;
import dev.consent4j.policy.Transfer;
import dev.consent4j.policy.Use;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published schema and the reader know the same fields and words. */
class PolicySchemaTest {

    private final JsonNode schema = schema();

    @Test
    void hasTheFieldsTheReaderKnows() {
        assertFields(PolicyReader.FIELDS, schema);
        assertFields(PolicyReader.COPY_EDIT_FIELDS, definition("copyEdit"));
        assertFields(PolicyReader.CONTROLLER_FIELDS, definition("controller"));
        assertFields(PolicyReader.NOTICE_FIELDS, schema.at("/properties/notices"));
        assertFields(PolicyReader.CATEGORY_FIELDS, definition("category"));
        assertFields(PolicyReader.SIGNAL_FIELDS, schema.at("/properties/signals"));
        assertFields(PolicyReader.RETIRED_FIELDS, schema.at("/properties/retired"));
        assertFields(PurposeReader.FIELDS, definition("purpose"));
        assertFields(PurposeReader.EXEMPTION_FIELDS, definition("exemption"));
        assertFields(VendorReader.FIELDS, definition("vendor"));
        assertFields(DeclarationReader.COOKIE_FIELDS, definition("cookie"));
        assertFields(DeclarationReader.FIELDS, definition("declaration"));
        assertFields(RegimeReader.FIELDS, definition("regime"));
        JsonNode practices = definition("practices");
        assertFields(PracticesReader.FIELDS, practices);
        assertFields(PracticesReader.CHANNEL_FIELDS, practices.at("/properties/channels/items"));
        assertFields(PracticesReader.TIE_FIELDS, practices.at("/properties/ties/items"));
        assertFields(PracticesReader.KEPT_FIELDS, practices.at("/properties/kept/items"));
        assertFields(PracticesReader.SIGNAL_FIELDS, practices.at("/properties/signals"));
        assertFields(PracticesReader.DEADLINE_FIELDS, practices.at("/properties/deadlines"));
    }

    @Test
    void hasTheWordsTheLibraryKnows() {
        assertWords(Role.class, "role");
        assertWords(LegalBasis.class, "legalBasis");
        assertWords(DataKind.class, "dataKind");
        assertWords(Use.class, "use");
        assertWords(Transfer.class, "transfer");
        assertWords(Technology.class, "technology");
        assertWords(Model.class, "model");
        assertWords(DntRule.class, "dntRule");
        assertWords(Taking.class, "taking");
        assertWords(Right.class, "right");
        assertWords(Topic.class, "topic");
        assertEquals(Regimes.ids(), strings(definition("regime").at("/properties/base/enum")));
    }

    @Test
    void hasTheLimitsTheLibraryHas() {
        assertEquals(
                PolicyBuilder.MAX_VERSION,
                schema.at("/properties/version/maxLength").intValue());
        assertEquals(Regime.MAX_ID, definition("regimeId").get("maxLength").intValue());
    }

    @Test
    void describesEveryFieldAndRefersOnlyToWhatItDefines() {
        List<String> undescribed = new ArrayList<>();
        check("", schema, undescribed);
        assertEquals(List.of(), undescribed);
    }

    private void check(String path, JsonNode node, List<String> undescribed) {
        JsonNode reference = node.get("$ref");
        if (reference != null) {
            assertTrue(schema.at(reference.textValue().substring(1)).isObject(), reference.textValue());
        }
        JsonNode properties = node.get("properties");
        if (properties != null && !path.endsWith("anyOf/1")) {
            properties.properties().forEach(property -> {
                if (!property.getValue().has("description")
                        && !property.getValue().has("$ref")) {
                    undescribed.add(path + "/" + property.getKey());
                }
            });
        }
        node.properties().forEach(member -> check(path + "/" + member.getKey(), member.getValue(), undescribed));
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            check(path + "/" + i, node.get(i), undescribed);
        }
    }

    private static void assertFields(Collection<String> known, JsonNode object) {
        assertEquals(new TreeSet<>(known), names(object.get("properties")));
        assertEquals(false, object.get("additionalProperties").booleanValue());
    }

    private <E extends Enum<E> & Named> void assertWords(Class<E> type, String definition) {
        assertEquals(
                new TreeSet<>(Named.ids(type)), strings(definition(definition).get("enum")));
    }

    private JsonNode definition(String name) {
        JsonNode definition = schema.get("$defs").get(name);
        assertNotNull(definition, name);
        return definition;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> strings = new TreeSet<>();
        array.forEach(each -> strings.add(each.textValue()));
        return strings;
    }

    private static JsonNode schema() {
        try (InputStream in = PolicyJson.class.getResourceAsStream(PolicyJson.SCHEMA)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
