package dev.consent4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
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

/** Who may know whom: core is read downwards, and no package ever needs one above it. */
class PackageRulesTest {

    private static final String ROOT = "dev.consent4j";

    /** Each package below the root with the packages it may use; a package that is not named here fails the build. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("policy", List.of()),
            Map.entry("signal", List.of("policy")),
            Map.entry("decision", List.of("policy", "signal")),
            Map.entry("key", List.of()),
            Map.entry("cookie", List.of("decision", "policy", "key", "signal")),
            Map.entry("evaluation", List.of("policy", "signal", "decision")),
            Map.entry("lint", List.of("policy")),
            Map.entry("catalogue", List.of("policy")),
            Map.entry("rights", List.of("policy", "decision")),
            Map.entry("channel", List.of("policy", "decision")),
            Map.entry("entry", List.of("policy", "signal", "decision")),
            Map.entry("store", List.of("entry")),
            Map.entry("store.memory", List.of("store", "entry")),
            Map.entry("store.jdbc", List.of("store", "entry", "policy")),
            Map.entry("store.cache", List.of("store", "entry")),
            Map.entry("ledger", List.of("store", "entry", "key")),
            Map.entry("outbox", List.of("ledger", "store", "entry")),
            Map.entry("violation", List.of("policy")),
            Map.entry("json", List.of("policy", "signal", "decision", "evaluation", "entry", "violation")),
            Map.entry("export", List.of("ledger", "store", "entry", "json", "key", "decision", "policy")));

    private static final String[] PURE = {
        ROOT + ".policy..",
        ROOT + ".signal..",
        ROOT + ".decision..",
        ROOT + ".cookie..",
        ROOT + ".evaluation..",
        ROOT + ".lint.."
    };

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyWhatItIsAllowed() {
        return MAY_USE.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> rule(name).check(core)));
    }

    @Test
    void everyPackageHasItsRule() {
        var unknown = core.stream()
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
                .check(core);
    }

    @Test
    void theFacadeIsKnownToNoPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .allowEmptyShould(true)
                .check(core);
    }

    @Test
    void onlyJsonKnowsJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .allowEmptyShould(true)
                .check(core);
    }

    @Test
    void onlyTheJdbcStoreKnowsSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store.jdbc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .allowEmptyShould(true)
                .check(core);
    }

    @Test
    void whatIsPureReadsNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethodWhere(readsTheTime())
                .allowEmptyShould(true)
                .check(core);
    }

    @Test
    void whatIsPureDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net.http..")
                .allowEmptyShould(true)
                .check(core);
    }

    @Test
    void whatIsPureDoesNotLog() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "java.util.logging..")
                .allowEmptyShould(true)
                .check(core);
    }

    @Test
    void coreKnowsNoServlet() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "javax.servlet..")
                .allowEmptyShould(true)
                .check(core);
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

    private static DescribedPredicate<JavaMethodCall> readsTheTime() {
        return DescribedPredicate.describe("reads the time", call -> {
            var owner = call.getTargetOwner().getName();
            var method = call.getTarget().getName();
            return owner.startsWith("java.time.") && method.equals("now")
                    || owner.equals("java.lang.System")
                            && List.of("currentTimeMillis", "nanoTime").contains(method);
        });
    }
}
