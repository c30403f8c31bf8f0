package dev.consent4j.servlet.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.consent4j.servlet.request.RequestCookies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleCookiesTest {

    private static final Predicate<String> HIDDEN = name -> name.startsWith("_");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'a=1; _b=2; c=3'      | 'a=1; c=3'",
                "'a=1;_b=2;c=3'        | 'a=1;c=3'",
                "'_b=2; a=1'           | 'a=1'",
                "'_b=2;\t a=1;c=3'     | 'a=1;c=3'",
                "'a=1; _b=2'           | 'a=1'",
                "'a=1 ;  c = \"3\" ; _b' | 'a=1 ;  c = \"3\" '",
                "'a=1 ; _b=2; c = \"3\" ;' | 'a=1 ; c = \"3\" ;'",
                "'a=1;; _b=2'          | 'a=1;'",
                "'_b=2; _c=3'          | ''",
                "'_b=2; ; _c=3;'       | ''",
                "'a=_b=2; _b=a=1'      | 'a=_b=2'",
                "'=_b; _b=1'           | '=_b'",
            })
    void hiddenPairsGoWithTheirSemicolonAndNothingElseChanges(String field, String visible) {
        assertEquals(visible, VisibleCookies.of(field, HIDDEN));
    }

    @Property
    void aFieldWithoutHiddenCookiesIsTheVeryFieldSent(@ForAll("fields") String field) {
        assertSame(field, VisibleCookies.of(field, name -> false));
    }

    @Property
    void whatLiesBetweenSemicolonsGoesWholeOrStaysAsItIs(@ForAll("fields") String field) {
        List<String> all = List.of(field.split(";", -1));
        List<String> left = all.stream().filter(part -> !isHidden(part)).toList();
        String expected = String.join(";", left);
        if (isHidden(all.get(0))) {
            expected = expected.replaceFirst("^[ \t]+", "");
        }
        boolean nothingLeft = left.size() < all.size()
                && left.stream().allMatch(part -> trimmed(part).isEmpty());

        assertEquals(nothingLeft ? "" : expected, VisibleCookies.of(field, HIDDEN));
    }

    @Property
    void whoReadsTheRestFindsTheVisiblePairsInOrder(@ForAll("fields") String field) {
        assertEquals(
                pairs(field).stream().filter(pair -> !isHidden(pair)).toList(),
                pairs(VisibleCookies.of(field, HIDDEN)));
    }

    private static List<String> pairs(String field) {
        List<String> pairs = new ArrayList<>();
        RequestCookies.read(field, (text, from, nameEnd, end) -> pairs.add(text.substring(from, end)));
        return pairs;
    }

    private static boolean isHidden(String part) {
        String pair = trimmed(part);
        int equals = pair.indexOf('=');
        return HIDDEN.test(equals < 0 ? pair : trimmed(pair.substring(0, equals)));
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[ \t]+|[ \t]+$", "");
    }

    /** Fields as browsers, other clients and attackers write them. */
    @Provide
    static Arbitrary<String> fields() {
        Arbitrary<String> names =
                Arbitraries.of("a", "_b", "_b ", " _c\t", "", "x y", "\u00e9", "$Version", "A_b", "_");
        Arbitrary<String> values =
                Arbitraries.strings().withChars("=\", \t_ab\u00ff\u0001").ofMaxLength(6);
        Arbitrary<String> pairs = Stream.of(
                        names.flatMap(name -> values.map(value -> name + "=" + value)),
                        names,
                        Arbitraries.of("", " ", "\t"))
                .collect(Collectors.collectingAndThen(Collectors.toList(), Arbitraries::oneOf));
        Arbitrary<String> regular = pairs.list().ofMaxSize(8).map(list -> String.join("; ", list));
        Arbitrary<String> irregular = pairs.list().ofMaxSize(8).map(list -> String.join(";", list));
        return Arbitraries.oneOf(List.of(
                regular, irregular, Arbitraries.strings().withChars("=;_a \t\"").ofMaxLength(20)));
    }
}
