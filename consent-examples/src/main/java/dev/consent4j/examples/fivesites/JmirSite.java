package dev.consent4j.examples.fivesites;

import static dev.consent4j.examples.fivesites.CookieAttempt.cookie;

import dev.consent4j.examples.fivesites.DemoPage.Delivery;
import java.util.List;

/** A scientific publisher. */
final class JmirSite {

    private static final CookieAttempt SESSION = cookie("jmir_session", "c40a");
    private static final CookieAttempt LIST =
            cookie("jmir_list", "e12.e40").below("/library").forDays(365);
    private static final CookieAttempt STATS = cookie("jmir_stats", "r-6120").forDays(395);
    private static final CookieAttempt INTEREST =
            cookie("jmir_interest", "sleep").on("jmir.localhost").forDays(180);
    private static final CookieAttempt MAIL =
            cookie("jmir_mail", "issue-41").below("/news").forDays(30).asHeaderLine();
    private static final CookieAttempt SIGN_IN =
            cookie("jmir_signin", "network").below("/account").forDays(30);
    private static final CookieAttempt SOCIAL =
            cookie("jmir_social_share", "open").below("/library").forDays(30);
    private static final CookieAttempt UNDECLARED = cookie("jmir_survey", "asked");

    private JmirSite() {}

    static DemoSite site() {
        return new DemoSite(
                "jmir",
                "JMIR Publications",
                "Open science, openly read",
                List.of(
                        DemoPage.direct(
                                "/",
                                "Research on health and technology",
                                List.of(SESSION, STATS, INTEREST),
                                List.of(),
                                """
                                <p class="lead">Peer-reviewed journals, free to read, free to reuse.</p>
                                <ul class="cards">
                                <li><h2>Library</h2><p>Articles of this month, from sleep to surgery.</p>
                                <a href="/library/">Read</a></li>
                                <li><h2>News</h2><p>Calls for papers and what became of last year's.</p>
                                <a href="/news/">Catch up</a></li>
                                <li><h2>For authors</h2><p>Submit a manuscript and follow its review.</p>
                                <a href="/account/">Sign in</a></li>
                                </ul>
                                """),
                        DemoPage.including(
                                        "/library/",
                                        "Library",
                                        List.of(LIST, STATS, SOCIAL),
                                        List.of(Embed.frame("social-networks", "Share this article")),
                                        """
                                <p class="lead">Two articles of this issue.</p>
                                <article><h2>Sleep diaries on paper and on phones: a comparison</h2>
                                <p>Phones were filled in more often, paper more honestly.</p></article>
                                <article><h2>Reminders that help, reminders that annoy</h2>
                                <p>After the third reminder of a day nobody took another pill.</p></article>
                                """)
                                .with(new OwnPart("reading-list", "jmir.textsize", "text-size.js", "Size of the text")),
                        DemoPage.direct("/news/", "News", List.of(MAIL, STATS, UNDECLARED), List.of(), """
                                <p class="lead">Call for papers: devices in the waiting room. Until the end of March.</p>
                                """),
                        DemoPage.direct("/account/", "Your account", List.of(SESSION, SIGN_IN), List.of(), """
                                <p class="lead">Sign in with your e-mail address, or with a social network that tells us
                                your name, picture and address.</p>
                                """),
                        DemoPage.leading(
                                "/today", "Article of the day", Delivery.FORWARD, "/library/", List.of(INTEREST)),
                        DemoPage.leading(
                                "/search",
                                "Search",
                                Delivery.ASYNC,
                                "/library/",
                                List.of(INTEREST.asHeaderLine(), SIGN_IN)),
                        DemoPage.leading(
                                "/m/41", "From our mail", Delivery.REDIRECT, "/news/", List.of(MAIL, INTEREST)),
                        DemoPage.leading("/retracted", "Retracted", Delivery.ERROR, "", List.of(STATS, LIST))));
    }
}
