package dev.consent4j.examples.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Chromium that can be started.
 *
 * @param executable the program
 * @param libraries a directory with libraries it brought with it; empty if the system's serve
 */
record ChromiumProgram(Path executable, Optional<Path> libraries) {

    /** What to do where there is none. */
    static final String ADVICE =
            "No Chromium: install one, or name it by -Dchromium=PATH or CHROMIUM_PATH, or install Node.js with npm.";

    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";
    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/opt/google/chrome/chrome",
            "/snap/bin/chromium",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    /** The first of: system property {@code chromium}, {@code CHROMIUM_PATH}, the usual places, npm. */
    static Optional<ChromiumProgram> find() {
        return Stream.concat(Stream.of(System.getProperty("chromium"), System.getenv("CHROMIUM_PATH")), USUAL.stream())
                .filter(Objects::nonNull)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(path -> new ChromiumProgram(path, Optional.empty()))
                .or(NpmChromium::get);
    }

    /** The environment it needs, given that of this process. */
    Map<String, String> environment(Map<String, String> inherited) {
        Map<String, String> all = new java.util.HashMap<>(inherited);
        libraries.ifPresent(path -> all.merge(LIBRARY_PATH, path.toString(), (before, added) -> added + ":" + before));
        return all;
    }
}
