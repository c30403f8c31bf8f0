package dev.consent4j.servlet.explain;

import dev.consent4j.decision.Act;
import dev.consent4j.decision.GivenConsent;
import dev.consent4j.evaluation.EffectiveConsent;
import dev.consent4j.evaluation.Finding;
import dev.consent4j.evaluation.Prompt;
import dev.consent4j.evaluation.Verdict;
import dev.consent4j.servlet.page.Html;
import dev.consent4j.servlet.page.StyleSheet;
import dev.consent4j.servlet.page.Table;
import dev.consent4j.signal.Signal;
import java.util.ArrayList;
import java.util.List;

/** An explanation as a page. */
record ExplainPage(Explained explained) {

    static final StyleSheet STYLE = StyleSheet.of(ExplainPage.class, "explain");

    private static final String TITLE = "Why: this visit explained";

    String html() {
        String base = explained.visitor().basePath();
        Html html = Html.document().open("html").with("lang", "en").open("head");
        html.empty("meta").with("charset", "utf-8");
        html.empty("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1");
        html.empty("meta").with("name", "robots").with("content", "noindex");
        html.line("title", "", TITLE);
        html.empty("link").with("rel", "stylesheet").with("href", base + "/" + STYLE.fileName());
        html.close().open("body").open("header").with("class", "ce-top");
        html.line("strong", "", "Consent explained");
        html.line("span", "ce-note", "For development: never switch this on in production.");
        html.open("nav").with("aria-label", "Other pages");
        link(html, base + "/choices", "Privacy choices");
        link(html, base + "/explain.json", "As JSON");
        html.close().close().open("main").line("h1", "", TITLE);
        ask(html, base);
        visit(html);
        verdicts(html);
        acts(html);
        cookies(html, "Cookies this request brought", "It brought none.", explained.requestCookies());
        cookies(html, "Declared cookies", "The policy declares none.", explained.declaredCookies());
        if (explained.undisclosed() > 0) {
            html.line("p", "", explained.undisclosed() + " more are declared; ask for one by its name.");
        }
        html.line("p", "ce-note", "Header, log, console and Consent.explain say each sentence in the same words.");
        return html.close().close().close().toString();
    }

    private static void link(Html html, String path, String text) {
        html.open("a").with("href", path).text(text).close();
    }

    private void ask(Html html, String base) {
        html.open("form").with("class", "ce-ask").with("method", "get").with("action", base + "/explain");
        field(html, "cookie", "Cookie name", explained.question().cookie());
        field(html, "purpose", "Purpose or category", explained.question().purpose());
        field(html, "vendor", "Vendor", explained.question().vendor());
        html.open("button").with("type", "submit").text("Explain").close().close();
        if (!explained.asked().isEmpty()) {
            html.open("section").with("class", "ce-answer").with("aria-label", "Answer");
            explained.asked().forEach(verdict -> verdict(html, verdict));
            html.close();
        }
    }

    private static void field(Html html, String name, String label, String value) {
        html.open("label").line("span", "", label);
        html.empty("input")
                .with("name", name)
                .with("value", value)
                .with("maxlength", String.valueOf(Question.MAX_NAME))
                .with("autocomplete", "off")
                .with("spellcheck", "false");
        html.close();
    }

    private void visit(Html html) {
        EffectiveConsent consent = explained.consent();
        html.line("h2", "", "This visit").open("dl").with("class", "ce-facts");
        fact(html, "Site", explained.visitor().site().site().id());
        fact(html, "Mode", explained.visitor().site().mode());
        fact(html, "Jurisdiction", explained.visitor().jurisdiction().code());
        fact(
                html,
                "Regime",
                consent.regime().id() + " (" + consent.regime().model().id() + ")");
        fact(html, "Policy version", consent.policy().version());
        html.line("dt", "", "Policy hash")
                .open("dd")
                .line("code", "", consent.policy().contentHash())
                .close();
        fact(html, "Signals", signals(consent));
        fact(html, "Consent cookie", explained.carried());
        fact(html, "Banner", consent.prompt().id() + ": " + words(consent.prompt()));
        html.close();
    }

    private static String signals(EffectiveConsent consent) {
        List<String> told = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            Act recorded = consent.given().signals().get(signal);
            if (consent.visit().signals().isActive(signal)) {
                told.add(signal.id() + " on this request");
            }
            if (recorded != null) {
                told.add(signal.id() + " recorded on " + recorded.day());
            }
        }
        return told.isEmpty() ? "none" : String.join(", ", told);
    }

    private static String words(Prompt prompt) {
        return switch (prompt) {
            case ASK_FIRST -> "nobody has answered yet";
            case ASK_AGAIN -> "purposes are unanswered, expired, changed or ended";
            case ASK_UNREADABLE -> "what the browser sent cannot be trusted";
            case TELL_CONFLICT -> "a signal contradicts a grant, and the person is told";
            case NOTHING_TO_ASK -> "everything is answered, or nothing needs an answer";
            case REFUSED_RECENTLY -> "a refusal is too recent to ask again";
            case SIGNALLED_RECENTLY -> "the only act is a signal, too recent to ask for an opt-in";
        };
    }

    private static void fact(Html html, String name, String value) {
        html.line("dt", "", name).line("dd", "", value);
    }

    private void verdicts(Html html) {
        html.line("h2", "", "Purposes");
        explained.consent().verdicts().values().forEach(verdict -> verdict(html, verdict));
    }

    private static void verdict(Html html, Verdict verdict) {
        html.open("article").with("class", "ce-verdict").open("h3");
        html.line("code", "", verdict.name());
        badge(html, verdict.permitted());
        html.close().line("p", "ce-why", verdict.explain());
        html.open("ul").with("class", "ce-rules");
        rule(html, "won", verdict.won());
        verdict.beaten().forEach(finding -> rule(html, "beaten", finding));
        html.close().close();
    }

    private static void rule(Html html, String word, Finding finding) {
        html.open("li").line("span", "ce-" + word, word).text(" " + finding).close();
    }

    private static void badge(Html html, boolean permitted) {
        html.text(" ").line("span", permitted ? "ce-yes" : "ce-no", permitted ? "permitted" : "denied");
    }

    private void acts(Html html) {
        explained.account().ifPresent(account -> {
            html.line("h2", "", "Acts of the account that is signed in");
            acts(html, account, "What the account has answered, the newest first", "It has answered nothing.");
        });
        html.line("h2", "", "Acts on this device");
        acts(
                html,
                explained.consent().given(),
                "What the consent cookie carries, the newest first",
                "The device carries none.");
    }

    private void acts(Html html, GivenConsent given, String caption, String none) {
        List<Act> acts = given.heldActs();
        if (acts.isEmpty()) {
            html.line("p", "", none);
            return;
        }
        Table.open(html, caption, List.of("Act", "Day (UTC)", "Policy", "Regime", "Carries", "Decision"));
        for (Act act : acts) {
            html.open("tr").line("td", "", String.valueOf(act.number()));
            html.line("td", "ce-whole", act.day().toString());
            html.line("td", "ce-whole", act.policyVersion());
            html.line("td", "", act.regime());
            html.line("td", "", Explained.carriedOf(act, given));
            html.open("td").line("code", "", explained.consent().decision(act)).close();
            html.close();
        }
        Table.close(html);
        html.line(
                "p",
                "ce-note",
                "A decision without a pseudonym, such as a refusal, is unlinked: nothing tells it from others of its day."
                        + " So are a device's decisions while somebody is signed in: they may be another person's.");
    }

    private static void cookies(Html html, String title, String none, List<Explained.Told> cookies) {
        html.line("h2", "", title);
        if (cookies.isEmpty()) {
            html.line("p", "", none);
            return;
        }
        for (Explained.Told cookie : cookies) {
            html.open("article").with("class", "ce-verdict").open("h3").line("code", "", cookie.name());
            badge(html, cookie.permitted());
            html.text(" ").line("span", "ce-outcome", cookie.outcome());
            html.close().line("p", "ce-why", cookie.explanation()).close();
        }
    }
}
