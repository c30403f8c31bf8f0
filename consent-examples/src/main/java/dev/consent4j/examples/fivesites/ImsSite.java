package dev.consent4j.examples.fivesites;

import static dev.consent4j.examples.fivesites.CookieAttempt.cookie;

import dev.consent4j.examples.fivesites.DemoPage.Delivery;
import java.util.List;

/** A business information service. */
final class ImsSite {

    private static final CookieAttempt SESSION = cookie("ims_session", "5b1f");
    private static final CookieAttempt FILTER = cookie("ims_filter", "passed").forDays(1);
    private static final CookieAttempt DOMAIN =
            cookie("ims_domain", "example.org").below("/reports").forDays(30);
    private static final CookieAttempt STATS = cookie("ims_stats", "8831").forDays(365);
    private static final CookieAttempt MOBILE =
            cookie("ims_mobile", "d-204").below("/mobile").forDays(90);
    private static final CookieAttempt LINK =
            cookie("ims_link", "acct-17").on("ims.localhost").forDays(365).asHeaderLine();
    private static final CookieAttempt UNDECLARED = cookie("ims_experiment", "blue-button");

    private ImsSite() {}

    static DemoSite site() {
        return new DemoSite(
                "ims",
                "IMS",
                "Business information",
                List.of(
                        DemoPage.direct(
                                        "/",
                                        "Know who you deal with",
                                        List.of(SESSION, FILTER, STATS, LINK),
                                        List.of(),
                                        """
                                <p class="lead">Company records, payment histories and market sizes for 61 countries,
                                brought up to date every night.</p>
                                <ul class="cards">
                                <li><h2>Company check</h2><p>Owners, accounts and court records of a business partner
                                on one page.</p><a href="/reports/">Read a sample report</a></li>
                                <li><h2>Market sizes</h2><p>How large a market is, who serves it and where it grows.</p>
                                <a href="/reports/">Browse markets</a></li>
                                <li><h2>On the road</h2><p>The same data on your phone, ready before the meeting.</p>
                                <a href="/mobile/">See the mobile site</a></li>
                                </ul>
                                """)
                                .with(new OwnPart("statistics", "clear gif", "clear.gif", "Clear gif")),
                        DemoPage.direct(
                                "/reports/",
                                "Sample report",
                                List.of(SESSION, DOMAIN, STATS, UNDECLARED),
                                List.of(),
                                """
                                <p class="lead">Northwind Fasteners BV, Rotterdam. Founded 1987, 240 employees.</p>
                                <table class="figures"><caption>Turnover in million euro</caption>
                                <thead><tr><th scope="col">Year</th><th scope="col">Turnover</th><th scope="col">Result</th></tr></thead>
                                <tbody><tr><th scope="row">2016</th><td>41.2</td><td>2.9</td></tr>
                                <tr><th scope="row">2017</th><td>44.8</td><td>3.4</td></tr>
                                <tr><th scope="row">2018</th><td>43.1</td><td>2.2</td></tr></tbody></table>
                                <p>Pays on average nine days late. No court records.</p>
                                """),
                        DemoPage.including(
                                "/mobile/",
                                "IMS on the road",
                                List.of(SESSION, MOBILE, STATS),
                                List.of(Embed.pixel("mobile-analytics-provider", "Mobile analytics")),
                                """
                                <p class="lead">Reports on a small screen, readable without zooming and without a connection.</p>
                                """),
                        DemoPage.leading(
                                "/latest", "Latest report", Delivery.FORWARD, "/reports/", List.of(LINK, MOBILE)),
                        DemoPage.leading(
                                "/search",
                                "Search",
                                Delivery.ASYNC,
                                "/reports/",
                                List.of(STATS, MOBILE.asHeaderLine())),
                        DemoPage.leading(
                                "/companies", "Companies", Delivery.REDIRECT, "/reports/", List.of(DOMAIN, LINK)),
                        DemoPage.leading(
                                "/archive", "Archive", Delivery.ERROR, "", List.of(STATS.asHeaderLine(), DOMAIN))));
    }
}
