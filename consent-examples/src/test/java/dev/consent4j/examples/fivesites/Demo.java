package dev.consent4j.examples.fivesites;

import dev.consent4j.SiteConsent;
import dev.consent4j.policy.Declaration;
import dev.consent4j.policy.Policy;
import dev.consent4j.policy.Technology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The demo running in this very JVM on a free port, with its data in a directory of the test. */
final class Demo implements AutoCloseable {

    static final List<DemoSite> SITES = DemoSite.all();

    /** A path at which no site has a page. */
    static final String NOWHERE = "/nowhere";

    private final FiveSites running;

    private Demo(FiveSites running) {
        this.running = running;
    }

    static Demo in(Path data) {
        return new Demo(FiveSites.start(new Settings(0, data, false, Optional.empty(), "http", false)));
    }

    static Demo behindProxy(Path data) {
        return new Demo(FiveSites.start(new Settings(0, data, false, Optional.empty(), "https", false)));
    }

    static Demo explaining(Path data) {
        return new Demo(FiveSites.start(new Settings(0, data, false, Optional.empty(), "http", true)));
    }

    int port() {
        return running.port();
    }

    String password() {
        return running.password();
    }

    /** A new browser, of somebody who has never been here. */
    Browser visitor(DemoSite site) {
        return new Browser(port(), site.host());
    }

    Browser visitor(String host) {
        return new Browser(port(), host);
    }

    SiteConsent consent(DemoSite site) {
        return running.service().site(site.host()).orElseThrow();
    }

    Policy policy(DemoSite site) {
        return consent(site).site().policies().versions().get(0);
    }

    static DemoSite site(String id) {
        return SITES.stream().filter(site -> site.id().equals(id)).findFirst().orElseThrow();
    }

    /** Every path of a site, and one where nothing is. */
    static List<String> paths(DemoSite site) {
        List<String> paths = new java.util.ArrayList<>(
                site.pages().stream().map(DemoPage::path).toList());
        paths.add(NOWHERE);
        return paths;
    }

    /** Whether a site declares a cookie as one it cannot work without. */
    Predicate<String> necessary(DemoSite site) {
        Policy policy = policy(site);
        return name -> !policy.cookies().find(name).isEmpty()
                && policy.cookies().find(name).stream()
                        .allMatch(cookie ->
                                policy.purpose(cookie.purpose()).orElseThrow().required());
    }

    /** Whether a name is one of the library's own cookies. */
    boolean own(DemoSite site, String name) {
        return name.equals(consent(site).cookie().name())
                || name.equals(consent(site).cookie().scriptName());
    }

    /** The optional cookies of the site itself, those of third parties left out. */
    List<Declaration> optionalFirstParty(DemoSite site) {
        Policy policy = policy(site);
        return policy.declarations().stream()
                .filter(declaration -> declaration.technology() == Technology.COOKIE)
                .filter(cookie -> cookie.domain() == null || cookie.domain().equals(site.host()))
                .filter(cookie ->
                        !policy.purpose(cookie.purpose()).orElseThrow().required())
                .toList();
    }

    @Override
    public void close() {
        running.close();
    }
}
