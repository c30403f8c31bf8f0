package dev.consent4j.servlet.container;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts that visits a {@link SwitchingSite}: keeps cookies, and presses buttons of the banner. */
final class SwitchingVisitor {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    final Map<String, String> cookies = new LinkedHashMap<>();
    private final SwitchingSite site;
    private final List<String> headers;
    private String page = "";
    private RawExchange answer;

    SwitchingVisitor(SwitchingSite site, String... headers) {
        this.site = site;
        this.headers = List.of(headers);
    }

    /** Opens the page and returns what it says first: version, prompt and verdicts. */
    String open() throws IOException {
        answer = keep(RawExchange.get(site.port(), "/page", headers()));
        page = new String(answer.content(), StandardCharsets.UTF_8);
        return page.lines().findFirst().orElse("");
    }

    /** The banner of the page opened last. */
    String banner() {
        return page.substring(page.indexOf('\n') + 1);
    }

    /** Presses a button of the banner, with further fields; the status of the answer. */
    int press(String action, String... fields) throws IOException {
        List<String> form = new ArrayList<>(List.of(fields));
        Matcher hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            form.add(hidden.group(1) + "=" + URLEncoder.encode(hidden.group(2), StandardCharsets.UTF_8));
        }
        form.add("action=" + action);
        List<String> all = new ArrayList<>(List.of(headers()));
        all.add("Sec-Fetch-Site: same-origin");
        answer = keep(
                RawExchange.post(site.port(), "/privacy/choices", String.join("&", form), all.toArray(String[]::new)));
        return answer.status();
    }

    /** The names of the cookies deleted by the last answer. */
    List<String> deleted() {
        return answer.all("Set-Cookie").stream()
                .filter(line -> line.contains("Max-Age=0"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .sorted()
                .toList();
    }

    private RawExchange keep(RawExchange exchange) {
        for (String line : exchange.all("Set-Cookie")) {
            String name = line.substring(0, line.indexOf('='));
            if (line.contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, line.substring(line.indexOf('=') + 1).split(";", 2)[0]);
            }
        }
        return exchange;
    }

    private String[] headers() {
        List<String> all = new ArrayList<>(headers);
        if (!cookies.isEmpty()) {
            all.add("Cookie: "
                    + cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return all.toArray(String[]::new);
    }
}
