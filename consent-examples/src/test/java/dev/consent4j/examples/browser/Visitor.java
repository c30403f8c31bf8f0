package dev.consent4j.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A person at a device of their own: one profile of the browser and one page in it. Remembers every request, and every
 * complaint: console messages of whatever level, uncaught errors, failed requests.
 */
public final class Visitor implements AutoCloseable {

    private static final String STORAGE = """
            area => Object.fromEntries(Object.keys(window[area]).map(key => [key, window[area].getItem(key)]))
            """;

    private final BrowserContext context;
    private final Page page;
    private final List<URI> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        context.onConsoleMessage(message -> complaints.add("console " + message.type() + ": " + message.text()));
        context.onWebError(error -> complaints.add("error: " + error.error()));
        context.onRequest(request -> requests.add(URI.create(request.url())));
        context.onRequestFailed(request -> complaints.add("failed: " + request.url() + " " + request.failure()));
        this.page = context.newPage();
    }

    /** The page, for whatever this class has no word for. */
    public Page page() {
        return page;
    }

    /** Goes to an address and waits until all that its markup names is loaded and run. */
    public Response open(String url) {
        return Objects.requireNonNull(page.navigate(url), url);
    }

    /** Presses the button of this name, its words, and waits until the answer is loaded. */
    public void press(String words) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(words).setExact(true))
                .first()
                .click();
        page.waitForLoadState();
    }

    /** All cookies of the profile, those of other sites too. */
    public List<Cookie> jar() {
        return context.cookies();
    }

    /** Local storage of the page's origin. */
    public Map<String, String> localStorage() {
        return stored("localStorage");
    }

    /** Session storage of the page's origin. */
    public Map<String, String> sessionStorage() {
        return stored("sessionStorage");
    }

    private Map<String, String> stored(String area) {
        Map<String, String> all = new TreeMap<>();
        ((Map<?, ?>) page.evaluate(STORAGE, area)).forEach((key, value) -> all.put((String) key, (String) value));
        return all;
    }

    /** Addresses requested from a host so far, in order. */
    public List<URI> requestsTo(String host) {
        return requests.stream().filter(url -> host.equals(url.getHost())).toList();
    }

    /** Forgets the requests seen so far. */
    public void forgetRequests() {
        requests.clear();
    }

    /** What the browser or the page complained of so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Fails if there was a complaint other than those expected, and forgets them. */
    public void expectNoComplaintBut(Predicate<String> expected) {
        assertEquals(List.of(), complaints.stream().filter(expected.negate()).toList());
        complaints.clear();
    }

    /** Fails if there was a complaint. */
    public void expectNoComplaint() {
        expectNoComplaintBut(complaint -> false);
    }

    @Override
    public void close() {
        context.close();
    }
}
