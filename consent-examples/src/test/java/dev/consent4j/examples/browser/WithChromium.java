package dev.consent4j.examples.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests a {@link Chromium}, one and the same for the whole run. Where none can be found, its tests are skipped, and
 * say so on standard error; the continuous build takes a skipped test for a failed one.
 */
public final class WithChromium implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(WithChromium.class);

    @Override
    @SuppressWarnings("SystemOut")
    public void beforeAll(ExtensionContext context) {
        Optional<Chromium> running = running(context);
        if (running.isEmpty()) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + ChromiumProgram.ADVICE);
        }
        assumeTrue(running.isPresent(), ChromiumProgram.ADVICE);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).orElseThrow();
    }

    private static Optional<Chromium> running(ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(
                        Running.class, key -> new Running(ChromiumProgram.find().map(Chromium::start)), Running.class)
                .chromium();
    }

    /** Closed by the store of the whole run. */
    private record Running(Optional<Chromium> chromium) implements AutoCloseable {

        @Override
        public void close() {
            chromium.ifPresent(Chromium::close);
        }
    }
}
