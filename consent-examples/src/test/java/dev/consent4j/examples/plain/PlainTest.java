package dev.consent4j.examples.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.consent4j.conformance.Proves;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest integration asks, keeps to the answer and remembers it. */
class PlainTest {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    @TempDir
    Path data;

    private Server server;
    private URI site;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        System.setProperty("consent.data", data.toString());
        server = Plain.server(0);
        server.start();
        site = URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/");
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        System.clearProperty("consent.data");
    }

    private HttpResponse<String> get() throws Exception {
        return send(HttpRequest.newBuilder(site));
    }

    /** Sends what the browser holds and keeps what it gets; all cookies here are for the whole site. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(line -> {
            String[] pair = line.split(";", 2)[0].split("=", 2);
            if (line.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        });
        return response;
    }

    private HttpResponse<String> answer(String action) throws Exception {
        StringBuilder form = new StringBuilder("action=" + action);
        Matcher hidden = HIDDEN.matcher(get().body());
        while (hidden.find()) {
            form.append('&')
                    .append(hidden.group(1))
                    .append('=')
                    .append(URLEncoder.encode(hidden.group(2), StandardCharsets.UTF_8));
        }
        return send(HttpRequest.newBuilder(site.resolve("/privacy/choices"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", site.getScheme() + "://" + site.getAuthority())
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private boolean holds(String cookie) {
        return cookies.containsKey(cookie);
    }

    @Proves("P-10")
    @Test
    void theFirstPageAsksAndSetsNothing() throws Exception {
        HttpResponse<String> page = get();
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("value=\"accept-all\"") && page.body().contains("value=\"reject-all\""));
        assertFalse(holds("visits"));
    }

    @Test
    void anAcceptedPurposeSetsItsCookie() throws Exception {
        assertEquals(303, answer("accept-all").statusCode());
        assertTrue(get().body().contains("Counting visits: yes"));
        assertTrue(holds("visits"));
    }

    @Test
    void aRefusedPurposeSetsNothingAndNobodyIsAskedAgain() throws Exception {
        assertEquals(303, answer("reject-all").statusCode());
        HttpResponse<String> page = get();
        assertTrue(page.body().contains("Counting visits: no"));
        assertFalse(page.body().contains("value=\"accept-all\""));
        assertFalse(holds("visits"));
    }
}
