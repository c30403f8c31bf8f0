package dev.consent4j.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", " 1 ", "\t1", "0, 1", "1,1", "x,1,y"})
    void hearsGlobalPrivacyControl(String field) {
        assertTrue(Signals.parse(List.of(field), List.of(), List.of()).gpc());
    }

    @Proves("GPC-1")
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "true", "?1", "11", "1;x", "01", "\"1\"", "1 1", "one"})
    void takesOnlyExactlyOneForGlobalPrivacyControl(String field) {
        assertFalse(Signals.parse(List.of(field), List.of(), List.of()).gpc());
    }

    @Proves("GPC-2")
    @Test
    void hearsGlobalPrivacyControlInAnyOfSeveralFields() {
        assertTrue(Signals.parse(List.of("0", "1"), List.of(), List.of()).gpc());
        assertFalse(Signals.parse(List.of("0", "2"), List.of(), List.of()).gpc());
    }

    @Proves("DNT-1")
    @ParameterizedTest
    @ValueSource(strings = {"1", "1abc", " 1", "1;x", "0,1"})
    void hearsDoNotTrackByItsFirstCharacter(String field) {
        assertEquals(DntField.DO_NOT_TRACK, dnt(field));
    }

    @Proves("DNT-1")
    @ParameterizedTest
    @ValueSource(strings = {"0", "0abc"})
    void tellsAWishToAllowFromNoWish(String field) {
        assertEquals(DntField.ALLOWS, dnt(field));
    }

    @Proves("DNT-1")
    @ParameterizedTest
    @ValueSource(strings = {"", "2", "yes", "null", "unspecified", "\"1\""})
    void takesWhatIsNotOfTheGrammarForNoWish(String field) {
        assertEquals(DntField.UNSET, dnt(field));
    }

    @Test
    void letsAWishNotToBeTrackedWinWhereBothAreSent() {
        assertEquals(DntField.DO_NOT_TRACK, dnt("0", "1"));
        assertEquals(DntField.DO_NOT_TRACK, dnt("1", "0"));
        assertEquals(DntField.UNSET, dnt());
    }

    @ParameterizedTest
    @CsvSource({"1,", "1,1", ",1", "0,0", "x,y"})
    void withoutLanguagesTheSameSignalsAreTheSameObject(String gpc, String dnt) {
        List<String> gpcFields = gpc == null ? List.of() : List.of(gpc);
        List<String> dntFields = dnt == null ? List.of() : List.of(dnt);

        Signals said = Signals.parse(gpcFields, dntFields);

        assertEquals(Signals.parse(gpcFields, dntFields, List.of()), said);
        assertSame(Signals.of(said.gpc(), said.dnt()), said);
        assertSame(said, Signals.parse(said, List.of()));
        assertEquals(List.of("de"), Signals.parse(said, List.of("de")).languages());
    }

    @Proves("DNT-2")
    @Test
    void namesTheSignalsThatAreOn() {
        assertEquals(
                Set.of(Signal.GPC, Signal.DNT),
                Signals.parse(List.of("1"), List.of("1"), List.of()).active());
        assertEquals(Set.of(), Signals.parse(List.of(), List.of("0"), List.of()).active());
        assertEquals(Set.of(), Signals.NONE.active());
    }

    @Test
    void ordersLanguagesByWeightAndThenAsSent() {
        assertEquals(
                List.of("de-at", "de", "fr", "en"),
                languages("de-AT, en;q=0.5, de, fr;q=0.8, *;q=0.1, it;q=0, xx;q=nonsense, de"));
    }

    @Test
    void readsAtMostSixteenLanguages() {
        assertEquals(
                Signals.MAX_LANGUAGES,
                languages("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r", "s,t").size());
    }

    @Test
    void readsNoFieldThatIsTooLong() {
        String padding = " ".repeat(Signals.MAX_FIELD);
        assertFalse(Signals.parse(List.of(padding + "1"), List.of(), List.of()).gpc());
        assertEquals(DntField.UNSET, dnt("1" + padding));
        assertEquals(List.of("de"), languages("de," + "x".repeat(Signals.MAX_FIELD)));
    }

    @Property
    void neverFailsWhateverTheFieldsHold(
            @ForAll List<String> gpc, @ForAll List<String> dnt, @ForAll List<String> languages) {
        Signals signals = Signals.parse(gpc, dnt, languages);
        assertTrue(signals.languages().size() <= Signals.MAX_LANGUAGES);
    }

    @Property
    void isNeverQuietedByAFurtherField(@ForAll List<String> others) {
        List<String> withOne = new java.util.ArrayList<>(others);
        withOne.add("1");
        assertEquals(
                Set.of(Signal.GPC, Signal.DNT),
                Signals.parse(withOne, withOne, List.of()).active());
    }

    private static DntField dnt(String... fields) {
        return Signals.parse(List.of(), List.of(fields), List.of()).dnt();
    }

    private static List<String> languages(String... fields) {
        return Signals.parse(List.of(), List.of(), List.of(fields)).languages();
    }
}
