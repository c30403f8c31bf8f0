package dev.consent4j.examples.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A running Chromium that keeps third-party cookies. Used by the thread that started it, as the library that drives it
 * demands.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-dev-shm-usage",
            // The first rule that fits counts: no name but these is ever looked up.
            "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost");

    private final Profile profile;
    private final Playwright driver;
    private final BrowserContext first;

    private Chromium(Profile profile, Playwright driver, BrowserContext first) {
        this.profile = profile;
        this.driver = driver;
        this.first = first;
    }

    /** Starts one without a window. */
    static Chromium start(ChromiumProgram program) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        // It would fetch browsers of its own otherwise.
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright driver = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        Profile profile = Profile.create();
        try {
            // Settings can be given only in a profile on disk; the visitors' own profiles take them over.
            return new Chromium(
                    profile,
                    driver,
                    driver.chromium()
                            .launchPersistentContext(
                                    profile.directory(),
                                    new BrowserType.LaunchPersistentContextOptions()
                                            .setExecutablePath(program.executable())
                                            .setEnv(program.environment(System.getenv()))
                                            .setChromiumSandbox(false)
                                            .setArgs(ARGUMENTS)));
        } catch (RuntimeException failed) {
            driver.close();
            profile.close();
            throw failed;
        }
    }

    /** A new person at a new device: nothing stored, nothing asked yet; English, light colours, 1280 x 900. */
    public Visitor visitor() {
        return visitor(new Browser.NewContextOptions().setViewportSize(1_280, 900));
    }

    /** A new person whose device differs from the usual one. */
    public Visitor visitor(Browser.NewContextOptions device) {
        return new Visitor(first.browser().newContext(device.setLocale("en-GB").setIgnoreHTTPSErrors(true)));
    }

    @Override
    public void close() {
        try {
            first.close();
        } finally {
            driver.close();
            profile.close();
        }
    }
}
