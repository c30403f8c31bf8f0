package dev.consent4j.servlet.page;

import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a browser without scripts does with our pages: keeps cookies, reads the markup as XML, which proves it balanced,
 * and sends forms as they stand.
 */
public final class Browser {

    private final PrivacyServer server;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<String> headers = new ArrayList<>();
    private HttpResponse<String> answer;

    /** A browser without cookies. */
    public Browser(PrivacyServer server) {
        this.server = server;
    }

    /** A browser that sends these headers with every request, as names and values in turn. */
    public Browser sending(String... values) {
        headers.clear();
        headers.addAll(List.of(values));
        return this;
    }

    /** Opens a page. */
    public Document open(String path) {
        return read(server.get(path, headers()));
    }

    /** Sends the first form of a page by pressing a button, after changes to its boxes. */
    public Document press(Document page, String name, String value, Map<String, Boolean> boxes) {
        return press(page, name, value, boxes, "Origin", server.origin());
    }

    /** The same with other headers than the origin's. */
    public Document press(Document page, String name, String value, Map<String, Boolean> boxes, String... additional) {
        return post(fields(page, boxes) + "&" + name + "=" + value, additional);
    }

    /** Sends a form made by hand, with additional headers. */
    public Document post(String form, String... additional) {
        return postTo("/privacy/choices", form, additional);
    }

    /** Sends a form made by hand to another page. */
    public Document postTo(String path, String form, String... additional) {
        List<String> all = new ArrayList<>(List.of(headers()));
        all.addAll(List.of(additional));
        return read(server.post(path, form, all.toArray(String[]::new)));
    }

    /** The fields of the page's form as they would be sent, without a button. */
    public static String fields(Document page, Map<String, Boolean> boxes) {
        return elements(page, "input").stream()
                .filter(input -> !input.getAttribute("type").equals("checkbox")
                        || boxes.getOrDefault(input.getAttribute("value"), input.hasAttribute("checked")))
                .map(input -> input.getAttribute("name") + "="
                        + URLEncoder.encode(input.getAttribute("value"), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The last answer. */
    public HttpResponse<String> answer() {
        return answer;
    }

    /** A header of the last answer, empty if it lacks it. */
    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The cookies held. */
    public Map<String, String> cookies() {
        return cookies;
    }

    private String[] headers() {
        List<String> all = new ArrayList<>(headers);
        if (!cookies.isEmpty()) {
            all.add("Cookie");
            all.add(cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        return all.toArray(String[]::new);
    }

    private Document read(HttpResponse<String> response) {
        answer = response;
        for (String line : response.headers().allValues("Set-Cookie")) {
            int equals = line.indexOf('=');
            cookies.put(line.substring(0, equals), line.substring(equals + 1).split(";", 2)[0]);
        }
        return parse(response.body());
    }

    /** Reads markup as XML. */
    public static Document parse(String markup) {
        String root =
                markup.startsWith("<!DOCTYPE") ? markup.substring(markup.indexOf('>') + 1) : "<x>" + markup + "</x>";
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(root)));
        } catch (SAXException | IOException | ParserConfigurationException malformed) {
            throw new AssertionError("not well-formed: " + malformed.getMessage() + "\n" + markup, malformed);
        }
    }

    /** All elements of a name, in order. */
    public static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
