package dev.consent4j.examples.conformance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The tests of all modules, read from their sources by the compiler's parser: whatever is annotated as a test is one,
 * and nothing in a comment or string is.
 */
final class TestSources {

    private static final List<String> MODULES =
            List.of("consent-core", "consent-servlet", "consent-examples", "consent-extras/cli");
    private static final Set<String> TESTS = Set.of("Test", "ParameterizedTest", "TestFactory", "Property");
    private static final String PROVES = "Proves";

    private final List<TestCase> cases = new ArrayList<>();

    private TestSources() {}

    /** Reading takes seconds, so it is done once. */
    private static final class Once {

        private static final List<TestCase> ALL = below(GeneratedDocument.ROOT);
    }

    /** Every test of this project, in the order of modules, classes and methods. */
    static List<TestCase> all() {
        return Once.ALL;
    }

    private static List<TestCase> below(Path root) {
        TestSources sources = new TestSources();
        try {
            sources.read(filesBelow(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(sources.cases);
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> found = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                found.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private void read(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                String prefix = unit.getPackageName() + ".";
                unit.getTypeDecls().forEach(type -> read(prefix, type));
            }
        }
    }

    private void read(String prefix, Tree tree) {
        if (tree instanceof ClassTree type) {
            String name = prefix + type.getSimpleName();
            List<String> ofClass = proves(type.getModifiers());
            int before = cases.size();
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    read(name, method, ofClass);
                } else {
                    read(name + ".", member);
                }
            }
            refuse(!ofClass.isEmpty() && before == cases.size(), name + " proves something and has no test");
        }
    }

    private void read(String owner, MethodTree method, List<String> ofClass) {
        List<String> own = proves(method.getModifiers());
        boolean isTest = method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation -> TESTS.contains(simpleName(annotation)));
        refuse(!isTest && !own.isEmpty(), owner + "." + method.getName() + " proves something and is no test");
        if (isTest) {
            cases.add(new TestCase(
                    owner,
                    method.getName().toString(),
                    Stream.concat(ofClass.stream(), own.stream()).distinct().toList()));
        }
    }

    private static void refuse(boolean mistake, String message) {
        if (mistake) {
            throw new IllegalArgumentException(message);
        }
    }

    private static List<String> proves(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> simpleName(annotation).equals(PROVES))
                .flatMap(annotation -> annotation.getArguments().stream())
                .flatMap(TestSources::strings)
                .collect(Collectors.toList());
    }

    private static String simpleName(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Stream<String> strings(ExpressionTree value) {
        if (value instanceof AssignmentTree assignment) {
            return strings(assignment.getExpression());
        }
        if (value instanceof NewArrayTree array) {
            return array.getInitializers().stream().flatMap(TestSources::strings);
        }
        if (value instanceof LiteralTree literal && literal.getValue() instanceof String text) {
            return Stream.of(text);
        }
        throw new IllegalArgumentException("@Proves takes literals only, not " + value);
    }
}
