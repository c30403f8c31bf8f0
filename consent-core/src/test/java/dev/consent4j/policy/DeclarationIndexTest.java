package dev.consent4j.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.consent4j.conformance.Proves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DeclarationIndexTest {

    @Test
    void findsAnExactNameBeforeAnyPattern() {
        DeclarationIndex index = index("_ga", "_ga*", "_*");
        assertEquals(List.of("_ga"), found(index, "_ga"));
        assertEquals(List.of("_ga*"), found(index, "_ga_X1"));
    }

    @Test
    void findsThePatternWithTheLongestLiteralPrefix() {
        DeclarationIndex index = index("_*_very_long_ending_indeed", "_ga*", "_ga_*");
        assertEquals(List.of("_ga_*"), found(index, "_ga_x_very_long_ending_indeed"));
        assertEquals(List.of("_ga*"), found(index, "_gaz"));
        assertEquals(List.of("_*_very_long_ending_indeed"), found(index, "_x_very_long_ending_indeed"));
    }

    @Test
    void fallsBackToAShorterPrefixWhereTheLongerPatternDoesNotMatch() {
        DeclarationIndex index = index("_ga*", "_gat_*_id");
        assertEquals(List.of("_gat_*_id"), found(index, "_gat_7_id"));
        assertEquals(List.of("_ga*"), found(index, "_gat_7_no"));
    }

    @Test
    void prefersTheLongerOfTwoPatternsWithOnePrefix() {
        DeclarationIndex index = index("a*", "a*z", "a*yz", "a*x*yz");
        assertEquals(List.of("a*x*yz"), found(index, "a-x-yz"));
        assertEquals(List.of("a*yz"), found(index, "a-yz"));
        assertEquals(List.of("a*z"), found(index, "a-z"));
        assertEquals(List.of("a*"), found(index, "a-"));
        assertEquals(List.of("a*"), found(index, "a"));
    }

    @Test
    void givesEveryDeclarationOfANameOrPatternDeclaredTwice() {
        DeclarationIndex index = DeclarationIndex.of(List.of(
                Declaration.cookie("id", "one"),
                Declaration.cookie("id", "two"),
                Declaration.cookie("x*", "one"),
                Declaration.cookie("x*", "two")));
        assertEquals(
                List.of("one", "two"),
                index.find("id").stream().map(Declaration::purpose).toList());
        assertEquals(
                List.of("one", "two"),
                index.find("xy").stream().map(Declaration::purpose).toList());
    }

    @Proves("EU-16")
    @Test
    void knowsTheNecessaryCookiesOfFrameworksUnlessTheyAreDeclared() {
        assertEquals("necessary", index("a").find("JSESSIONID").get(0).purpose());
        assertEquals("p", index("JSESSIONID").find("JSESSIONID").get(0).purpose());
        assertEquals(1, index("JSESSIONID").find("JSESSIONID").size());
    }

    @Test
    void findsNothingForOtherNamesCasesAndTechnologies() {
        DeclarationIndex index = index("_ga*", "SID");
        assertEquals(List.of(), index.find("sid"));
        assertEquals(List.of(), index.find("_g"));
        assertEquals(List.of(), index.find(""));
        Declaration stored =
                new Declaration(Technology.LOCAL_STORAGE, "key", "p", null, null, "/", null, false, "", Text.NONE);
        assertEquals(List.of(), DeclarationIndex.of(List.of(stored)).find("key"));
    }

    @Test
    void givesTheSameListAgainInsteadOfMakingOne() {
        DeclarationIndex index = index("_ga*", "SID");
        assertSame(index.find("_ga1"), index.find("_ga2"));
        assertSame(index.find("SID"), index.find("SID"));
    }

    @Test
    void tellsTwoThousandPatternsApart() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            names.add("vendor" + i + "_*");
            names.add("*_ending" + i);
            names.add("both*_" + i + "_");
            names.add("exact" + i);
        }
        DeclarationIndex index = index(names.toArray(String[]::new));
        for (int i = 0; i < 500; i++) {
            assertEquals(List.of("vendor" + i + "_*"), found(index, "vendor" + i + "_abc"));
            assertEquals(List.of("*_ending" + i), found(index, "abc_ending" + i));
            assertEquals(List.of("both*_" + i + "_"), found(index, "both__" + i + "_"));
            assertEquals(List.of("exact" + i), found(index, "exact" + i));
            assertEquals(List.of(), index.find("other" + i));
        }
    }

    @Property(tries = 2_000)
    void findsWhatComparingWithEveryDeclarationFinds(
            @ForAll("patterns") List<String> patterns, @ForAll("name") String name) {
        DeclarationIndex index = index(patterns.toArray(String[]::new));
        Optional<String> best = patterns.stream()
                .filter(pattern -> Glob.matches(pattern, 0, name, 0))
                .min(Comparator.comparing((String pattern) -> pattern.indexOf('*') >= 0)
                        .thenComparing(pattern -> -pattern.indexOf('*'))
                        .thenComparing(pattern -> -pattern.length())
                        .thenComparing(Comparator.naturalOrder()));
        List<String> distinct = found(index, name).stream().distinct().toList();
        assertEquals(best.map(List::of).orElse(List.of()), distinct);
    }

    @Property(tries = 1_000)
    void findsANameWhereItStandsInAText(
            @ForAll("patterns") List<String> patterns, @ForAll("name") String name, @ForAll("name") String around) {
        DeclarationIndex index = index(patterns.toArray(String[]::new));
        String text = around + name + around;
        DeclaredCookie found = index.find(text, around.length(), around.length() + name.length());
        assertEquals(index.find(name), found == null ? List.of() : found.declarations());
    }

    @Test
    void saysWhereThePurposesStandInThePolicy() {
        Policy policy = Policy.builder("1")
                .controller("Example SA", "mailto:privacy@example.org")
                .purpose(Purpose.builder("one", Category.ANALYTICS).build())
                .purpose(Purpose.builder("two", Category.ANALYTICS).build())
                .declare(Declaration.cookie("id", "two"))
                .declare(Declaration.cookie("id", "one"))
                .build();
        DeclaredCookie id = policy.cookies().find("id", 0, 2);
        assertEquals(2, id.purposes());
        assertEquals(policy.purpose("two").orElseThrow(), policy.purposes().get(id.purpose(0)));
        assertEquals(policy.purpose("one").orElseThrow(), policy.purposes().get(id.purpose(1)));
        assertEquals(DeclaredCookie.NO_PURPOSE, policy.position("three"));
        assertEquals(DeclaredCookie.NO_PURPOSE, index("id").find("id", 0, 2).purpose(0));
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        return Arbitraries.strings()
                .withChars("ab*")
                .ofMinLength(1)
                .ofMaxLength(5)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> name() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(7);
    }

    private static DeclarationIndex index(String... names) {
        List<Declaration> declarations = new ArrayList<>();
        for (String name : names) {
            declarations.add(Declaration.cookie(name, "p"));
        }
        return DeclarationIndex.of(declarations);
    }

    @Test
    void saysTheSameWhenAskedAgainAndAfterManyOtherNames() {
        DeclarationIndex index = index("_ga", "_ga*", "n1*7");
        String tooLong = "_ga" + "x".repeat(100);
        for (int turn = 0; turn < 2; turn++) {
            for (int i = 0; i < 1_000; i++) {
                String name = "n" + i;
                assertEquals(name.matches("n1.*7") ? List.of("n1*7") : List.of(), found(index, name));
            }
            assertEquals(List.of("_ga"), found(index, "_ga"));
            assertEquals(List.of("_ga*"), found(index, "_ga_X1"));
            assertEquals(List.of("_ga*"), found(index, tooLong));
        }
    }

    private static List<String> found(DeclarationIndex index, String name) {
        return index.find(name).stream().map(Declaration::name).toList();
    }
}
