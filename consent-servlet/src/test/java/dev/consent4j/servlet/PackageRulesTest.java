package dev.consent4j.servlet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom in the servlet module: the filter on top, reading and enforcing apart, nothing in a circle. */
class PackageRulesTest {

    private static final String ROOT = "dev.consent4j.servlet";

    /**
     * Each package below the root with the packages of this module it may use; all may use core. Cookies, headers and
     * markup are enforced by siblings that do not know each other.
     */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("request", List.of()),
            Map.entry(
                    "enforcement",
                    List.of("request", "enforcement.cookie", "enforcement.header", "enforcement.markup")),
            Map.entry("enforcement.cookie", List.of("request", "enforcement")),
            Map.entry("enforcement.header", List.of("request", "enforcement", "wellknown")),
            Map.entry("enforcement.markup", List.of("request", "enforcement")),
            Map.entry("guard", List.of("request")),
            Map.entry("wellknown", List.of("request")),
            Map.entry("page", List.of("request")),
            Map.entry("banner", List.of("request", "guard", "page")),
            Map.entry("violation", List.of("request", "guard")),
            Map.entry("console", List.of("request", "guard", "page")),
            Map.entry("explain", List.of("request", "page")));

    private final JavaClasses servlet = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyWhatItIsAllowed() {
        return MAY_USE.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> rule(name).check(servlet)));
    }

    @Test
    void everyPackageHasItsRule() {
        var unknown = servlet.stream()
                .map(type -> type.getPackageName())
                .filter(name -> !name.equals(ROOT) && !MAY_USE.containsKey(name.substring(ROOT.length() + 1)))
                .collect(toCollection(TreeSet::new));
        assertTrue(unknown.isEmpty(), () -> "packages without a rule: " + unknown);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(servlet);
    }

    @Test
    void theFilterIsKnownToNoPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .allowEmptyShould(true)
                .check(servlet);
    }

    @Test
    void jsonAndSqlStayInCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "java.sql..", "javax.sql..", "org.sqlite..")
                .allowEmptyShould(true)
                .check(servlet);
    }

    @Test
    void noStoreIsChosenHere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.consent4j.store.memory..", "dev.consent4j.store.jdbc..", "dev.consent4j.store.cache..")
                .allowEmptyShould(true)
                .check(servlet);
    }

    private static ArchRule rule(String name) {
        var forbidden = resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed(name))));
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(forbidden)
                .allowEmptyShould(true);
    }

    private static String[] allowed(String name) {
        var allowed = new ArrayList<>(List.of(ROOT + "." + name));
        MAY_USE.get(name).forEach(other -> allowed.add(ROOT + "." + other));
        return allowed.toArray(String[]::new);
    }
}
