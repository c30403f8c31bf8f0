package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JurisdictionTest {

    @Test
    void isNamedByItselfThenItsCountryThenItsGroups() {
        assertEquals(List.of("US-CA", "US"), Jurisdiction.parse("us-ca").names());
        assertEquals(
                List.of("DE-BY", "DE", "EU", "EEA"), Jurisdiction.parse("DE-BY").names());
        assertEquals(List.of("NO", "EEA"), Jurisdiction.parse(" no ").names());
        assertEquals(List.of("GB"), Jurisdiction.parse("GB").names());
        assertEquals(List.of("EU", "EEA"), Jurisdiction.parse("EU").names());
        assertEquals(List.of("EEA"), Jurisdiction.parse("EEA").names());
        assertEquals(List.of(), Jurisdiction.UNKNOWN.names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "D", "DEU", "DE-", "DE-ABCD", "D1", "ß", "DE BY", "T1"})
    void isUnknownWhereTheTextIsNoCode(String text) {
        assertTrue(Jurisdiction.parse(text).isUnknown());
        assertFalse(Jurisdiction.isName(text));
    }

    @Test
    void cannotBeMadeOfAnythingElse() {
        assertThrows(IllegalArgumentException.class, () -> new Jurisdiction("de"));
    }

    @Property
    void neverFailsWhateverTheTextIs(@ForAll String text) {
        assertNotNull(Jurisdiction.parse(text).names());
    }

    @Test
    void hasTheValueOfItsMostSpecificName() {
        var table = new ByJurisdiction<>(0, Map.of("US", 1, "US-CA", 2, "EU", 3, "EEA", 4, "DE", 5));
        assertEquals(2, at(table, "US-CA"));
        assertEquals(1, at(table, "US-TX"));
        assertEquals(5, at(table, "DE-BY"));
        assertEquals(3, at(table, "FR"));
        assertEquals(4, at(table, "IS"));
        assertEquals(0, at(table, "JP"));
    }

    @Test
    void hasTheStrictestOfAllValuesWhereItIsUnknown() {
        assertEquals(5, at(new ByJurisdiction<>(0, Map.of("US", 1, "DE", 5)), "unknown"));
        assertEquals(7, at(ByJurisdiction.everywhere(7), "unknown"));
        assertEquals(7, at(ByJurisdiction.everywhere(7), "DE"));
    }

    private static int at(ByJurisdiction<Integer> table, String code) {
        return table.at(Jurisdiction.parse(code), Math::max);
    }
}
