package dev.consent4j.examples.fivesites;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** What a person without script does with banner and choices page. */
final class Answers {

    static final String CHOICES = "/privacy/choices";

    private Answers() {}

    /** Presses a button of the banner on a page. */
    static Reply press(Browser browser, String path, String action) {
        return submit(browser, browser.get(path), action);
    }

    /** Accepts everything, and then what the banner asks for by itself, because the law wants a yes of its own to it. */
    static Reply allowEverything(Browser browser, String path) {
        Reply answer = press(browser, path, "accept-all");
        Reply page = browser.get(path);
        while (page.body().contains("allow-asked")) {
            answer = submit(browser, page, "allow-asked");
            assertEquals(303, answer.status());
            page = browser.get(path);
        }
        return answer;
    }

    /** Presses a button of the choices page. */
    static Reply choose(Browser browser, String action) {
        return submit(browser, browser.get(CHOICES), action);
    }

    /** Presses a button of a page already loaded. */
    static Reply submit(Browser browser, Reply page, String action) {
        assertEquals(200, page.status(), page.body());
        Form form = Form.withButton(page.body(), "action", action);
        return browser.post(form.action(), form.pressed("action", action));
    }

    /** The identity of the decision a form makes. */
    static String decision(List<Reply.Field> form) {
        return form.stream()
                .filter(field -> field.name().equals("decision"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** Loads every page of a site, leads followed once, and returns the answers. */
    static List<Reply> browse(Browser browser, DemoSite site) {
        List<Reply> replies = new java.util.ArrayList<>();
        for (String path : Demo.paths(site)) {
            Reply reply = browser.get(path);
            replies.add(reply);
            reply.header("Location").ifPresent(location -> replies.add(browser.get(location)));
        }
        return replies;
    }
}
